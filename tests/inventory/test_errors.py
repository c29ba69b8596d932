"""Errors of an inventory have their place, also where msgspec finds them."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.errors import Place
from dslint.own_files.errors import Position

PLACE = Place("nodes.json", ("items", 3), lambda path: Position(10 + len(path), 3))


def test_an_error_has_file_line_and_field_from_the_top() -> None:
    error = PLACE.error("is wrong", ("spec", "taints", 0))
    assert str(error) == "nodes.json:15: items[3].spec.taints[0]: is wrong"
    assert PLACE.under("spec").prefix == ("items", 3, "spec")


def test_without_lines_there_is_the_field_alone() -> None:
    assert (Place().line(), str(Place().error("is wrong", ("kind",)))) == (None, "kind: is wrong")


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("Expected `str`, got `int` - at `$.metadata.name`", {}, "metadata.name: a number found; write a string"),
        ("Expected `array | null`, got `object` - at `$.spec.taints`", {}, "spec.taints: a map found; write a list"),
        ("Expected `int | float`, got `str` - at `$.a[2]`", {"a": [1, 2, "x"]}, "a[2]: a string found; write a whole"),
        ("Expected `str`, got `bool` - at `$.labels[...]`", {"labels": {"a": "b", "c": True}}, "labels.c: true or"),
        ("Expected `str`, got `null` - at `key in $.labels`", {}, "labels: nothing found; write a string in quotes"),
        ("Number out of range - at `$.cpu`", {}, "cpu: no field accepts a number this large"),
        ("Object missing required field `key`", {}, "Object missing required field `key`"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_told_in_words(text: str, value: Any, said: str) -> None:
    assert str(Place().type_error(text, value)).startswith(said)
