"""The words of libraries, with what to do about them."""

from __future__ import annotations

import json

import pytest

from dslint.source.document_reader import read_text
from dslint.source.library_errors import encoding_words, json_fault, json_words, yaml_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: 1\n", "spaces instead of the tab"),
        ("a: @b\n", "starts with @"),
        ("a: `b`\n", "starts with `"),
        ("a: b: c\n", "quote the value"),
        ("a: 'b\n", "close the quote"),
        ("a:\n  b: 1\n c: 2\n", "indentation"),
        ("a: [b?c]\n", "question mark"),
        ("a: b\x01\n", "U+0001"),
    ],
)
def test_what_to_do_is_said_beside_the_readers_words(text, words):
    (fault,) = read_text(text, "ds.yaml").documents[0].faults
    assert words in fault.help


def test_what_libyaml_alone_finds_too_deep_is_no_error_of_kubernetes():
    assert yaml_words("[" * 5_000 + "]" * 5_000) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\n", None),
        ("a: [\n", "yaml: line 1: did not find expected node content"),
        ("a: 1\nb: @c\n", "yaml: line 2: found character that cannot start any token"),
        ("a: \x01", "yaml: control characters are not allowed"),
    ],
)
def test_yaml_that_cannot_be_read_is_told_in_go_yamls_words(text: str, words: str | None) -> None:
    assert yaml_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", None),
        ("{", "unexpected end of JSON input"),
        ("", "unexpected end of JSON input"),
        ('{"a" 1}', "invalid character '1' after object key"),
        ('{"a": 1 "b"}', "invalid character '\"' after object key:value pair"),
        ("{} x", "invalid character 'x' after top-level value"),
        ("{a: 1}", "invalid character 'a' looking for beginning of object key string"),
        ('{"a": x}', "invalid character 'x' looking for beginning of value"),
        ('{"a": 1,}', "invalid character '}' looking for beginning of object key string"),
        ('{"a": [1,]}', "invalid character ']' looking for beginning of value"),
        ("[1 2]", "invalid character '2' after array element"),
        ('{"a": {"b": "]"} 2}', "invalid character '2' after object key:value pair"),
        ('{"a": tru}', "invalid character '}' in literal true (expecting 'e')"),
        ('{"a": nul', "unexpected end of JSON input"),
        ('{"a": "b', "unexpected end of JSON input"),
        ('{"a": NaN}', "invalid character 'N' looking for beginning of value"),
        ('{"a": ["NaN", -Infinity]}', "invalid character 'I' in numeric literal"),
        ("---", "invalid character '-' in numeric literal"),
        ("[" * 100_000, "exceeded max depth"),
        ('{"a": "b\n"}', "invalid character '\\n' in string literal"),
    ],
)
def test_json_that_cannot_be_read_is_told_in_encoding_jsons_words(text: str, words: str | None) -> None:
    assert json_words(text) == words


@pytest.mark.parametrize(
    ("text", "start", "fault"),
    [
        ('{"a": 1} {"b": 2}', 9, None),
        ('{"a": 1} {"b": 2,}', 9, ("invalid character '}' looking for beginning of object key string", 17)),
        ('{"a": 1}\n---\n{}', 9, ("invalid character '-' in numeric literal", 10)),
        ('{"a": NaN} {"a": NaN}', 11, ("invalid character 'N' looking for beginning of value", 17)),
        ("[" * 100_000, 0, None),
    ],
)
def test_the_fault_of_one_value_of_a_stream_has_its_place(text: str, start: int, fault: object) -> None:
    assert json_fault(text, start) == fault


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, \n }', "invalid character '}' looking for beginning of object key string"),
        ('{"a": [1, ]}', "invalid character ']' looking for beginning of value"),
        ('{"a": 1,', "unexpected end of JSON input"),
    ],
)
def test_what_python_says_of_a_last_comma_from_3_13_on_is_told_as_before(
    text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loads(given: str, **_: object) -> object:
        raise json.JSONDecodeError("Illegal trailing comma before end of object", given, given.rindex(","))

    monkeypatch.setattr(json, "loads", loads)
    assert json_words(text) == words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("é".encode(), None),
        (b"\xfcber", "yaml: invalid leading UTF-8 octet"),
        (b"caf\xe9 au lait", "yaml: invalid trailing UTF-8 octet"),
        (b"caf\xe9", "yaml: incomplete UTF-8 octet sequence"),
        (b"\xc0\x80", "yaml: invalid length of a UTF-8 sequence"),
        (b"\xed\xa0\x80", "yaml: invalid Unicode character"),
    ],
)
def test_bytes_that_are_not_utf8_are_told_in_go_yamls_words(content: bytes, words: str | None) -> None:
    assert encoding_words(content) == words
