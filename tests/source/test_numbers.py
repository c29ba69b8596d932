"""Numbers as JSON and as keys have them."""

from __future__ import annotations

import math

import pytest

from dslint.source.numbers import json_number, key_text, number, number_after_point


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1000.0, 1000),
        (18446744073709551616.0, 18446744073709552000),
        (1e20, 10**20),
        (1e21, 1e21),
        (0.5, 0.5),
        (-0.0, 0),
    ],
)
def test_whole_floats_below_1e21_become_integers_in_json(value, shown):
    assert json_number(value) == shown
    assert type(json_number(value)) is type(shown)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5, "1.5"),
        (1000.0, "1000"),
        (100000.0, "100000"),
        (1000000.0, "1e+06"),
        (1234567.0, "1.234567e+06"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (0.1, "0.1"),
        (16777217.0, "1.6777216e+07"),
        (-2.5, "-2.5"),
        (0.0, "0"),
        (1e300, ".inf"),
        (-1e300, "-.inf"),
        (math.inf, ".inf"),
        (math.nan, ".nan"),
    ],
)
def test_floats_as_keys_are_written_as_32_bits_need(value, text):
    assert key_text(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("-0", 0), ("010", 8), ("0o10", 8), ("0x1F", 31), ("0b11", 3), ("1_000", 1000), ("+5", 5),
        ("089", 89.0), ("1e3", 1000.0), ("1.", 1.0), ("9223372036854775807", 2**63 - 1),
        ("18446744073709551615", 2**64 - 1), ("18446744073709551616", 2.0**64), ("-9223372036854775809", -(2.0**63)),
        ("0x10000000000000000", 2**64), ("1e400", None), ("12:30", None), ("1.2.3", None), ("0x", None), ("-", None),
        ("0b-11", -3),
    ],
)  # fmt: skip
def test_a_plain_scalar_is_a_number_as_goyaml_reads_it(text: str, value: float | None) -> None:
    read = number(text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "value"), [(".5", 0.5), (".5e1", 5.0), (".1_2", 0.12), (".", None), (".x", None), (".1_", None)]
)
def test_a_number_may_begin_with_a_point(text: str, value: float | None) -> None:
    assert number_after_point(text) == value
