"""Quantities, percentages and durations of a compact inventory."""

from __future__ import annotations

from fractions import Fraction

import pytest
from dslint.inventory.compact_amounts import UndeclaredAmountError, load_of, number_of, seconds, share

from dslint.kubernetes.quantity import QuantityError


@pytest.mark.parametrize(
    ("text", "part"), [("2.5%", Fraction(1, 40)), ("0%", Fraction(0)), ("100%", Fraction(1)), ("50", None)]
)
def test_a_percentage_is_exact(text: str, part: Fraction | None) -> None:
    assert share(text) == part


@pytest.mark.parametrize(
    ("wanted", "total", "number"),
    [
        (3, 10, 3),
        ("3", 10, 3),
        (11, 10, 10),
        ("10%", 3, 1),
        ("10%", 10, 1),
        ("10%", 11, 2),
        ("0%", 9, 0),
        ("100%", 0, 0),
    ],
)
def test_percentages_round_up_and_no_number_is_above_the_total(wanted: int | str, total: int, number: int) -> None:
    assert number_of(wanted, total) == number


def test_load_is_in_base_units_and_a_share_of_what_is_allocatable() -> None:
    allocatable = {"cpu": 3921, "memory": 1000}
    assert load_of({"cpu": "50%", "memory": "33.3%"}, allocatable) == {"cpu": 1961, "memory": 333}
    assert load_of({"cpu": 2, "memory": "1Gi", "pods": "7"}, {}) == {"cpu": 2000, "memory": 2**30, "pods": 7}


def test_a_share_of_what_is_not_declared_and_what_is_no_quantity_are_refused() -> None:
    with pytest.raises(UndeclaredAmountError, match="50% of cpu, of which no allocatable is declared"):
        load_of({"cpu": "50%"}, {"memory": 1})
    with pytest.raises(QuantityError):
        load_of({"cpu": "much"}, {})


@pytest.mark.parametrize(
    ("duration", "expected"), [("1m30s", 90.0), ("2h", 7200.0), ("1.5s", 1.5), ("250ms", 0.25), (5, 5.0), (0.5, 0.5)]
)
def test_a_duration_is_in_seconds(duration: str | float, expected: float) -> None:
    assert seconds(duration) == expected
