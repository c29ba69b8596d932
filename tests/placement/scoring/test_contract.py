"""Scores from 0 to 100."""

from __future__ import annotations

import pytest

from dslint.placement.scoring.contract import normalized


@pytest.mark.parametrize(
    ("raw", "reverse", "expected"),
    [
        ([0, 0], False, [0, 0]),
        ([0, 0], True, [100, 100]),
        ([1, 3], False, [33, 100]),
        ([1, 3], True, [67, 0]),
        ([], False, []),
    ],
)
def test_the_largest_becomes_a_hundred_and_division_cuts_off(raw, reverse, expected):
    assert normalized(raw, reverse=reverse) == expected
