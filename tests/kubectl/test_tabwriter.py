"""Columns as kubectl aligns them."""

from __future__ import annotations

import pytest

from dslint.kubectl import rollout
from dslint.kubectl.tabwriter import aligned
from tests.kubectl.saved import agent, revision


def test_a_long_revision_number_widens_its_column() -> None:
    shown = rollout.history(agent(revision(123456789, "agent:3", "x")))
    assert shown.splitlines()[1:3] == ["REVISION   CHANGE-CAUSE", "123456789  x"]


def test_a_cause_of_two_lines_ends_the_column_as_kubectls_table_does() -> None:
    shown = rollout.history(agent(revision(1, "agent:1", "one\ntwo"), revision(2, "agent:2")))
    assert shown.splitlines()[1:] == ["REVISION  CHANGE-CAUSE", "1         one", "two", "2  <none>", ""]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\tb", ["a  b"]),
        ("long\tb\na\tb", ["long  b", "a     b"]),
        ("a\tb\n\nlong\tb", ["a  b", "", "long  b"]),
        ("a\tb\tc\nlonger\tb", ["a       b  c", "longer  b"]),
        ("a\tlong\tc\na\tb\tc", ["a  long  c", "a  b     c"]),
        ("no tab", ["no tab"]),
        ("\tx\na\ty", ["   x", "a  y"]),
        ("", [""]),
        ("a\t", ["a  "]),
        ("ä\tx\nab\ty", ["ä   x", "ab  y"]),
    ],
)
def test_a_column_is_as_wide_as_its_widest_cell_in_neighbouring_lines_that_have_it(text: str, lines: list[str]) -> None:
    assert aligned(text).split("\n") == lines


def test_a_last_cell_without_a_tab_widens_nothing() -> None:
    assert aligned("very long text\na\tb") == "very long text\na  b"
