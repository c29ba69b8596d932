"""msgspec's errors about types become a path and what to write there."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dslint.findings import FieldPath
from dslint.own_files.type_wording import OUT_OF_RANGE, type_fault


class Item(msgspec.Struct):
    name: str | None = None
    labels: dict[str, str] = {}
    counts: list[int] = []
    share: int | float = 0
    ready: bool = False
    items: list[dict[str, str]] = []


@pytest.mark.parametrize(
    ("value", "path", "wording"),
    [
        ({"name": 5}, ("name",), "a number found; write a string in quotes"),
        ({"name": 1.5}, ("name",), "a number found; write a string in quotes"),
        ({"counts": [1, 2, "x"]}, ("counts", 2), "a string found; write a whole number"),
        ({"counts": {}}, ("counts",), "a map found; write a list"),
        ({"counts": None}, ("counts",), "nothing found; write a list"),
        ({"share": "x"}, ("share",), "a string found; write a whole number or a number"),
        ({"ready": []}, ("ready",), "a list found; write true or false"),
        ({"labels": {"a": "b", "c.d/e": True}}, ("labels", "c.d/e"), "true or false found; write a string in quotes"),
        ({"items": [{}, {"a": "b", "c": 1}]}, ("items", 1, "c"), "a number found; write a string in quotes"),
        ([], (), "a list found; write a map"),
    ],
)
def test_a_wrong_type_is_reported_with_what_was_found_and_what_to_write(
    value: Any, path: FieldPath, wording: str
) -> None:
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.json.decode(msgspec.json.encode(value), type=Item)
    assert type_fault(str(error.value), value) == (path, wording)


@pytest.mark.parametrize(
    ("message", "value", "fault"),
    [
        ("Number out of range - at `$.cpu`", {}, (("cpu",), OUT_OF_RANGE)),
        (
            "Expected `str`, got `null` - at `key in $.labels`",
            {},
            (("labels",), "nothing found; write a string in quotes"),
        ),
        ("Object missing required field `key`", {}, ((), "Object missing required field `key`")),
        ("Object missing required field `key` - at `$.a[0]`", {}, (("a", 0), "Object missing required field `key`")),
        (
            "Expected `str`, got `int` - at `$.labels[...]`",
            {"labels": {"a": "b"}},
            (("labels",), "a number found; write a string in quotes"),
        ),
        (
            "Expected `str`, got `int` - at `$.labels[...]`",
            [],
            (("labels",), "a number found; write a string in quotes"),
        ),
    ],
)
def test_messages_of_msgspec_are_put_in_plain_words(message: str, value: Any, fault: tuple[FieldPath, str]) -> None:
    assert type_fault(message, value) == fault
