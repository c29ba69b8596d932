"""YAML of dslint's own files: one document of JSON's types, each part with its position."""

from __future__ import annotations

import pytest

from dslint.own_files.errors import Position
from dslint.own_files.yaml_text import read_document


def messages(text: str) -> list[str]:
    return [str(error) for error in read_document(text, "f")[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n---\nb: 2\n", ["f:3: contains a second document; write one document per file"]),
        ("a: 1\n---\n# nothing\n", []),
        ("--- a: 1\n", ["f:1: write --- alone on its line"]),
        ("a: [1\n", ["f:2: is not valid YAML: did not find expected ',' or ']'"]),
        ("a: {b: 1, b: 2}\n", ["f:1: a.b: is set twice, first on line 1; remove one"]),
        ("a: !mine [x]\n", ["f:1: a: the tag !mine has no meaning here; remove it"]),
        ("true: x\n", ['f:1: the key true is true or false; put it in quotes: "true"']),
        ("~: x\n", ['f:1: a key is null; put it in quotes: "null"']),
        ("a: {{x}}\n", ["f:1: a: a key is a map or a list; quote it if it is meant as text"]),
    ],
)
def test_what_no_schema_can_mean_is_reported(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


@pytest.mark.parametrize(
    ("levels", "expected"), [(50, []), (51, ["nests deeper than 50 levels; dslint does not read more"])]
)
def test_fifty_levels_are_read(levels: int, expected: list[str]) -> None:
    errors = read_document("[" * levels + "]" * levels, "f")[1]
    assert [error.message.removeprefix("is not valid YAML: ") for error in errors] == expected


def test_positions_are_those_of_keys_and_items_and_of_the_nearest_above() -> None:
    _, _, at = read_document("# c\na:\n  b:\n  - 1\n  - 2\n", "f")
    assert (at(("a", "b")), at(("a", "b", 1)), at(("a", "x"))) == (Position(3, 3), Position(5, 5), Position(2, 1))


def test_an_empty_text_has_the_value_none() -> None:
    assert read_document("# nothing\n", "f")[:2] == (None, [])
