"""Quantities, percentages and durations of an inventory."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dslint.inventory.amounts import UndeclaredAmountError, amounts, load_of, number_of, seconds, share, units
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
    with pytest.raises(
        UndeclaredAmountError, match="50% of cpu, but no allocatable is declared for it; declare it or write an amount"
    ):
        load_of({"cpu": "50%"}, {"memory": 1})
    with pytest.raises(QuantityError):
        load_of({"cpu": "much"}, {})


@pytest.mark.parametrize(
    ("duration", "expected"), [("1m30s", 90.0), ("2h", 7200.0), ("1.5s", 1.5), ("250ms", 0.25), (5, 5.0), (0.5, 0.5)]
)
def test_a_duration_is_in_seconds(duration: str | float, expected: float) -> None:
    assert seconds(duration) == expected


def test_cpu_is_in_thousandths_and_all_else_is_whole() -> None:
    assert [units("cpu", "1500m"), units("memory", "1500m"), units("memory", 2), units("pods", "110")] == [
        1500,
        2,
        2,
        110,
    ]


def test_quantities_are_read_by_resource() -> None:
    assert amounts({"cpu": "1930m", "memory": "2Gi", "pods": 110}) == {"cpu": 1930, "memory": 2**31, "pods": 110}
    with pytest.raises(QuantityError):
        amounts({"cpu": "1", "memory": "much"})
