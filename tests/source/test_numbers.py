"""Numbers as JSON and as keys have them."""

from __future__ import annotations

import math

import pytest

from dslint.source.numbers import json_number, key_text


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
