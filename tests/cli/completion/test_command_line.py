"""Where the cursor is on a command line."""

from __future__ import annotations

import pytest

from dslint.cli.completion.command_line import place_of, words_of
from dslint.cli.group import command
from tests.cli.completion.conftest import place_at


@pytest.mark.parametrize(
    ("line", "words", "word"),
    [
        ("dslint ", [], ""),
        ("dslint lint a", ["lint"], "a"),
        ("dslint lint 'my file.yaml' b\\ c", ["lint", "my file.yaml"], "b c"),
        ("dslint lint 'my f", ["lint"], "my f"),
        ("dslint lint --format json=a", ["lint", "--format"], "json=a"),
        ("", [], ""),
    ],
)
def test_a_line_is_split_as_shells_do(line: str, words: list[str], word: str) -> None:
    assert words_of(line) == (words, word)


@pytest.mark.parametrize(
    ("line", "name", "typed"),
    [
        ("lint a", "paths", "a"),
        ("lint -", None, "-"),
        ("lint --fo", None, "--fo"),
        ("lint --format j", "destinations", "j"),
        ("lint --format=j", "destinations", "j"),
        ("lint -k1.3", "versions", "1.3"),
        ("lint -q -k 1.3", "versions", "1.3"),
        ("lint --fix a", "paths", "a"),
        ("lint -- --fix", "paths", "--fix"),
        ("lint --format json a", "paths", "a"),
        ("rollout undo -f saved.json ds", "resources", "ds"),
        ("rules tes", None, "tes"),
        ("versions 1.29 1", "end", "1"),
        ("versions 1.29 1.30 1", None, "1"),
    ],
)
def test_the_parameter_is_the_one_whose_value_is_typed(line: str, name: str | None, typed: str) -> None:
    place = place_at(line)
    assert (place.parameter and place.parameter.name, place.typed) == (name, typed)


def test_what_was_given_before_is_known() -> None:
    place = place_at("plan --nodes a.yaml --nodes=b.yaml --trace ds.yaml --explain n")
    assert place.values("nodes", "files") == ["a.yaml", "b.yaml", "ds.yaml"]
    assert "trace" in place.given


def test_nothing_is_known_behind_an_unknown_command() -> None:
    assert place_of(command, ["nosuch"], "a") is None
