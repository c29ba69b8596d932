"""Two values of a text are equal with their types; large ones count as different."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.source.equal_values import equal_values


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        ("a", "a", True),
        (None, None, True),
        ([1, {"a": [2]}], [1, {"a": [2]}], True),
        ([1, {"a": [2]}], [1, {"a": ["2"]}], False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1], [1, 2], False),
        ([*range(20_000)], [*range(20_000)], False),
    ],
)
def test_values_are_equal_with_their_types(one: Any, other: Any, equal: bool) -> None:
    assert equal_values(one, other) is equal


def test_what_aliases_multiply_is_not_walked_to_its_end() -> None:
    large: list[Any] = []
    for _ in range(60):
        large = [large, large]
    assert not equal_values(large, [*large])
