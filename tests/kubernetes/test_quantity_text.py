"""Quantities in the API server's own writing; expectations are those of its ParseQuantity and RoundUp."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.quantity_text import (
    BINARY,
    DECIMAL,
    EXPONENT,
    canonical,
    milli_at_finest,
    rounded_to_milli,
    show,
    written,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50m", "50m"),
        ("1000m", "1"),
        ("1.", "1."),
        ("1.5", "1500m"),
        ("0.5", "500m"),
        (".5", "500m"),
        ("1e3", "1e3"),
        ("1e4", "10e3"),
        ("1Gi ", "1Gi"),
        ("1024Mi", "1Gi"),
        ("1.5Gi", "1536Mi"),
        ("0.3Ki", "307200m"),
        ("-1", "-1"),
        ("0", "0"),
        ("00", "0"),
        ("1E", "1E"),
        ("9223372036854775808", "9223372036854775808"),
        ("16Ei", "9223372036854775807"),
        (2, "2"),
        (0.25, "250m"),
    ],
)
def test_a_quantity_is_written_as_the_server_writes_it(text, expected):
    assert str(canonical(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("100u", "1m"), ("0.1m", "1m"), ("1n", "1m"), ("-100u", "-1m"), ("50m", "50m"), ("1.", "1."), ("many", "many")],
)
def test_resource_lists_round_away_from_zero_to_thousandths(text, expected):
    assert rounded_to_milli(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [(" 1024Mi ", "1024Mi"), ("0.5", "0.5"), ("100u", "1m"), ("many", "many")]
)
def test_what_is_no_finer_than_a_thousandth_stays_as_it_was_written(text, expected):
    assert milli_at_finest(text) == expected


@pytest.mark.parametrize(
    ("amount", "style", "expected"),
    [
        (Fraction(2048), BINARY, "2Ki"),
        (Fraction(1000), BINARY, "1k"),
        (Fraction(3, 2) * 1024, BINARY, "1536"),
        (Fraction(1, 10), DECIMAL, "100m"),
        (Fraction(12000), EXPONENT, "12e3"),
        (Fraction(0), BINARY, "0"),
    ],
)
def test_an_amount_is_written_in_its_format(amount, style, expected):
    assert written(amount, style) == expected


def test_a_text_that_is_no_quantity_is_refused():
    with pytest.raises(QuantityError):
        canonical("1 Gi")


@pytest.mark.parametrize(
    ("resource", "amount", "expected"),
    [
        ("cpu", 2000, "2"),
        ("cpu", 1250, "1250m"),
        ("cpu", 0, "0"),
        ("memory", 3 << 30, "3Gi"),
        ("memory", 1536 << 20, "1536Mi"),
        ("memory", 1000, "1000"),
        ("hugepages-2Mi", 2 << 20, "2Mi"),
        ("ephemeral-storage", 0, "0"),
        ("nvidia.com/gpu", 4, "4"),
    ],
)
def test_amounts_are_shown_in_the_largest_unit_that_divides_them(resource, amount, expected):
    assert show(resource, amount) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("102400Gi", "100Ti"), ("1024Ti", "1Pi"), ("9000000Ti", "9223372036854775807"), ("99Ti", "99Ti")],
)
def test_large_multiples_of_powers_of_two_are_written_anew(text, expected):
    assert milli_at_finest(text) == expected
