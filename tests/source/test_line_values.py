"""What is written on one line is read as libyaml reads it, or left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dslint.source.line_values import KEYS, VALUES, OddLineError
from dslint.source.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("--a=1", "--a=1"),
        ("Off", False),
        ("0o7", 7),
        ("1e3", 1000),
        ("|-\n   a\n\n    b\n", "a\n\n b"),
        ("[]", []),
        ("{ }", {}),
        ("[ALL]", ["ALL"]),
        ("[a, 1, true, '1', \"b, c\"]", ["a", 1, True, "1", "b, c"]),
        ("{on: 1, b: {c: [d]}}", {"true": 1, "b": {"c": ["d"]}}),
        ("[[a], {b: -1}]", [["a"], {"b": -1}]),
    ],
)
def test_a_value_is_read(text: str, value: object) -> None:
    assert VALUES[text] == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".nan",
        "9" * 21,
        "[a",
        "[a]]",
        "[a,]",
        "[,]",
        "[a b]",
        "[a: b]",
        "{a}",
        "{a:b}",
        "{a: }",
        "{a: 1, a: 2}",
        "[?]",
        "[*a]",
        "[a#b]",
        "[" * 12 + "]" * 12,
    ],
)
def test_what_is_not_plainly_a_value_is_odd(text: str) -> None:
    with pytest.raises(OddLineError):
        VALUES[text]


def test_a_key_is_a_text_or_odd() -> None:
    assert [KEYS[key] for key in ("a", "on", "FALSE", "1.2.3")] == ["a", "true", "false", "1.2.3"]
    for key in ("1", "null", ".5"):
        with pytest.raises(OddLineError):
            KEYS[key]


def test_equal_texts_have_values_of_their_own() -> None:
    one = VALUES["[x, y]"]
    one.append("z")
    assert VALUES["[x, y]"] == ["x", True]


PARTS = [*"[]{},", "a: ", "b: ", ", ", "a", "-b", "1", "y", '"c: d"', "'e'", " ", "#", ":", "?"]


@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join), st.sampled_from(["[{}]", "{{{}}}", "[{{a: {}}}]"]))
def test_a_text_is_odd_or_has_the_value_that_the_other_reader_reads(inner: str, around: str) -> None:
    text = around.format(inner)
    try:
        value = VALUES[text]
    except OddLineError:
        return
    reading = read_yaml(text)
    assert (repr(value), reading.faults) == (repr(reading.value), ())
