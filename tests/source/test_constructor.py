"""What the YAML events of a text become: values, and faults where JSON has no value."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.source.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x 010\nb: *x\n", {"a": 8, "b": 8}),
        ("a: &x '010'\nb: *x\n", {"a": "010", "b": "010"}),
        ("a: &x {k: [1]}\nb: *x\n", {"a": {"k": [1]}, "b": {"k": [1]}}),
        ("a: &x yes\nb: !!str *x\n", None),
        ("&k a: 1\n*k : 2\n", {"a": 2}),
        ("a: !!str 5\nb: !!float 5\nc: ! 5\n", {"a": "5", "b": 5, "c": "5"}),
        ("a: 1e3\nb: 1.50\nc: 0x1F\n", {"a": 1000, "b": 1.5, "c": 31}),
    ],
)
def test_an_alias_is_the_value_of_its_anchor_and_a_tag_decides(text: str, value: Any) -> None:
    reading = read_yaml(text)
    assert reading.value == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("a", "a"),
        ("yes", "true"),
        ("OFF", "false"),
        ("010", "8"),
        ("0x10", "16"),
        ("1.50", "1.5"),
        ("1e6", "1e+06"),
        ("'010'", "010"),
        ("9223372036854775807", "9223372036854775807"),
    ],
)
def test_a_key_becomes_the_text_of_its_value(key: str, text: str) -> None:
    assert read_yaml(f"{key}: x\n").value == {text: "x"}


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("~", "a key is null; quote it"),
        ("9223372036854775808", "a key is an integer beyond 64 bits; quote it"),
        ("{a: b}", "a key is a map or a list; quote it if it is meant as text"),
        ("[a]", "a key is a map or a list; quote it if it is meant as text"),
    ],
)
def test_a_key_that_has_no_text_is_told_and_its_value_dropped(key: str, words: str) -> None:
    reading = read_yaml(f"{key} : x\nb: 1\n")
    assert [fault.message for fault in reading.faults] == [words]
    assert reading.value == {"b": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: .inf\n", "json: unsupported value: +Inf"),
        ("a: -.inf\n", "json: unsupported value: -Inf"),
        ("a: .nan\n", "json: unsupported value: NaN"),
        ("a: 0x" + "f" * 3_251 + "\n", "a number with several thousand digits"),
        ("a: *x\n", "unknown anchor 'x' referenced"),
        ("a: &x [*x]\n", "anchor 'x' value contains itself"),
    ],
)
def test_what_has_no_value_in_json_is_told(text: str, message: str) -> None:
    (fault,) = read_yaml(text).faults
    assert (fault.message, fault.fatal) == (message, True)


def test_the_largest_number_that_is_kept_has_13000_bits() -> None:
    assert read_yaml("a: 0x" + "f" * 3_250 + "\n").faults == ()


def test_aliases_of_aliases_are_told_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in zip("abcdef", "bcdefg", strict=True)]
    (fault,) = read_yaml("\n".join(lines) + "\n").faults
    assert fault.message == "document contains excessive aliasing"
