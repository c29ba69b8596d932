"""What stands near a syntax error and is no YAML."""

from __future__ import annotations

import pytest

import dslint
from dslint.source.syntax_help import syntax_help

CONFLICT = """\
apiVersion: apps/v1
<<<<<<< HEAD
kind: DaemonSet
=======
kind: Pod
>>>>>>> other
"""


def test_the_first_mark_of_a_merge_conflict_is_named() -> None:
    assert syntax_help(CONFLICT, 25) == "resolve the merge conflict: line 2 is a mark of git"


def test_a_heading_is_no_mark() -> None:
    assert syntax_help("a: |\n  ======= x\n  <<<<<<<<\n: :", 25) is None


@pytest.mark.parametrize(
    ("text", "index", "help_"),
    [
        (
            "a: 1\nkind:\u00a0DaemonSet\nb: 2\n",
            20,
            "line 2 has the character U+00A0 (no-break space), which is a letter to YAML; write a plain space",
        ),
        (
            "kind:\u00a0DaemonSet\nmetadata: {}\n",
            25,
            "line 1 has the character U+00A0 (no-break space), which is a letter to YAML; write a plain space",
        ),
        (
            "kind\uff1a Pod\n",
            3,
            "line 1 has the character U+FF1A (fullwidth colon), which is a letter to YAML; write a colon",
        ),
        ("kind:\u00a0DaemonSet\na: 1\nb: 2\nc", 30, None),
        ("a: 1\nb: [\nc: 2\nkind:\u00a0Pod\n", 7, None),
        ("kind Pod\n", 3, None),
        ("", 0, None),
    ],
)
def test_a_character_on_the_line_or_the_one_before_is_named(text: str, index: int, help_: str | None) -> None:
    assert syntax_help(text, index) == help_


@pytest.mark.parametrize("text", [CONFLICT, "apiVersion: apps/v1\nkind:\u00a0DaemonSet\nmetadata: {name: a}\n"])
def test_the_syntax_error_has_this_help(text: str) -> None:
    (finding,) = dslint.lint_text(text, name="ds.yaml").findings
    assert (finding.code, finding.help) == ("DS001", syntax_help(text, len("apiVersion: apps/v1\nkind")))
