from __future__ import annotations

import math

import pytest

from dslint.source.scalars import ScalarError, plain, tagged

CORE = "tag:yaml.org,2002:"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("y", True),
        ("oN", "oN"),
        ("Off", False),
        ("NULL", None),
        ("nULL", "nULL"),
        ("0x1f", 31),
        ("0X1F", 31),
        ("-0x10", -16),
        ("+0b11", 3),
        ("0B11", 3),
        ("-0o17", -15),
        ("0o", "0o"),
        ("0b2", "0b2"),
        ("0b+1", 1),
        ("0b-101", -5),
        ("00", 0),
        ("-", "-"),
        ("+", "+"),
        ("_1", "_1"),
        ("1_", 1),
        ("0_x1F", 31),
        ("9223372036854775808", 9223372036854775808),
        ("-9223372036854775808", -(2**63)),
        ("01777777777777777777777", 2**64 - 1),
        ("0" * 30 + "7", 7),
        ("0xFFFFFFFFFFFFFFFFFF", 2**72 - 1),
        ("-0xFFFFFFFFFFFFFFFFFF", "-0xFFFFFFFFFFFFFFFFFF"),
        ("9" * 400, "9" * 400),
        ("1e308", 1e308),
        ("1e309", "1e309"),
        ("-1.5e-3", -0.0015),
        ("1.5e", "1.5e"),
        ("..5", "..5"),
        (".", "."),
        (".5_0", 0.5),
        ("._5", "._5"),
        (".5e3", 500.0),
        (".1e400", ".1e400"),
        ("1.5.0", "1.5.0"),
        ("١٢", "١٢"),
        ("1 ", "1 "),
        ("tRue", "tRue"),
    ],
)
def test_plain_scalars_are_read_as_goyaml_reads_them(text, value):
    assert plain(text) == value
    assert type(plain(text)) is type(value)


@pytest.mark.parametrize(("text", "value"), [(".inf", math.inf), ("+.INF", math.inf), ("-.Inf", -math.inf)])
def test_infinities_are_floats(text, value):
    assert plain(text) == value


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("str", "yes", "yes"),
        ("int", "5", 5),
        ("float", "5", 5.0),
        ("null", "", None),
        ("binary", "aG\nk=", "hi"),
        ("binary", "gA==", "\ufffd"),
        ("timestamp", "2001-12-14", "2001-12-14"),
        ("set", "5", "5"),
    ],
)
def test_a_tag_that_fits_decides_the_value(tag, text, value):
    assert tagged(CORE + tag, text) == value


@pytest.mark.parametrize(
    ("tag", "text"),
    [("int", "x"), ("int", "1.5"), ("bool", "5"), ("bool", ""), ("null", "x"), ("timestamp", "x"), ("binary", "$$")],
)
def test_a_tag_that_does_not_fit_is_refused(tag, text):
    with pytest.raises(ScalarError, match="tag"):
        tagged(CORE + tag, text)
