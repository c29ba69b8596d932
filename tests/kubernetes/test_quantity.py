from __future__ import annotations

from fractions import Fraction

import pytest

from dslint.kubernetes.quantity import (
    BEYOND,
    QuantityError,
    base_units,
    is_quantity,
    is_usual,
    milli_value,
    parse,
    usual_milli,
    value,
    whole,
)
from dslint.kubernetes.quantity_text import milli_at_finest


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1", Fraction(1)),
        ("1.5Gi", Fraction(3 * 2**29)),
        ("0.1m", Fraction(1, 10_000)),
        ("1e3", Fraction(1000)),
        ("1E-3", Fraction(1, 1000)),
        ("1E", Fraction(10**18)),
        (".5", Fraction(1, 2)),
        ("1.", Fraction(1)),
        ("-1.5", Fraction(-3, 2)),
        (" 1Gi ", Fraction(2**30)),
        (0.5, Fraction(1, 2)),
        (1e21, Fraction(10**21)),
        ("+", Fraction(0)),
    ],
)
def test_a_quantity_is_its_number_times_its_suffix(text, amount):
    assert parse(text) == amount


@pytest.mark.parametrize(
    "text", ["", " ", "1 Gi", "1mi", "NaN", "0x10", "1e", "1.5.1", "1e5.5", "true", "1\n", "\n1", "1Gi\r"]
)
def test_other_texts_are_no_quantity(text):
    assert not is_quantity(text)
    with pytest.raises(QuantityError, match="is not a quantity"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("0.1n", Fraction(1, 10**9)), ("-0.1n", Fraction(-1, 10**9)), ("16Ei", Fraction(2**63 - 1))],
)
def test_amounts_have_a_least_and_binary_ones_a_largest(text, amount):
    assert parse(text) == amount


@pytest.mark.parametrize("text", ["1e999999999", "1e-999999999", "9" * 100_000, "0." + "0" * 100_000 + "1"])
def test_numbers_out_of_this_world_cost_nothing(text):
    assert parse(text) < 10**801


def test_whole_units_and_thousandths_are_rounded_up():
    assert (value("1500m"), milli_value("0.1m")) == (2, 1)
    assert (base_units("cpu", "100m"), base_units("memory", "1Ki")) == (100, 1024)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("-07", -7),
        ("0" * 5000 + "3", 3),
        ("0" * 5000, 0),
        ("9" * 5000, BEYOND),
        ("-" + "9" * 5000, -BEYOND),
    ],
    ids=["short", "signed", "zeros before", "zeros alone", "endless", "endless and negative"],
)
def test_a_number_of_any_length_is_read_in_time(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *(number + suffix for number in ("1", "250", "123456789012") for suffix in ("", "m", "k", "M", "G", "T")),
        *("1Ki", "99999999999Ki", "512Mi", "99999999Mi", "64Gi", "99999Gi", "1Ti", "99Ti"),
    ],
)
def test_a_usual_quantity_is_read_as_any_other(text):
    assert is_usual(text)
    assert parse(text) == parse(f"+{text}")
    assert parse(text) > 0
    assert milli_at_finest(text) == text
    assert usual_milli(text) == parse(text) * 1000


@pytest.mark.parametrize(
    "text",
    [
        *("0", "-1", "+1", "1.5", "1e3", "1u", "1E", "1Ei", " 1", "01", "", "1234567890123"),
        *("100000000000Ki", "100000000Mi", "102400Gi", "100Ti"),
    ],
)
def test_other_quantities_are_not_usual(text):
    assert not is_usual(text)
    assert usual_milli(text) is None
