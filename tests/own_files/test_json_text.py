"""JSON is read the fast way as long as there is nothing to say of it."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.own_files.json_text import NotPlainJSONError, nests_within, read_json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, 2.5, null, true]}', {"a": [1, 2.5, None, True]}),
        ('{"a": "é\\u00e9"}', {"a": "éé"}),
        ("9" * 4_000, int("9" * 4_000)),
        ("1e308", 1e308),
    ],
)
def test_plain_json_has_its_value(text: str, value: Any) -> None:
    assert read_json(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", "a: 1", "{'a': 1}", '{"a": 1,}', '{"a": 1, "a": 2}', '{"b": {"a": 1, "a": 1}}', "NaN", "-Infinity",
        "1e309", "9" * 4_001, '"\\ud800"', "[" * 51 + "]" * 51, "[" * 100_000,
    ],
)  # fmt: skip
def test_what_has_something_to_be_said_of_is_left_to_the_reader_with_places(text: str) -> None:
    with pytest.raises(NotPlainJSONError):
        read_json(text)


@pytest.mark.parametrize(
    ("value", "levels", "within"),
    [
        (5, 0, True),
        ([], 0, False),
        ([], 1, True),
        ([1, "a"], 1, True),
        ({"a": [1]}, 1, False),
        ({"a": [1]}, 2, True),
        ([[], [[]]], 2, False),
        ([[], [[]]], 3, True),
    ],
)
def test_levels_of_maps_and_lists_are_counted(value: Any, levels: int, within: bool) -> None:
    assert nests_within(value, levels) is within
