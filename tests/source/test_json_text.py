"""JSON texts, read as JSON and not as YAML."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.json_text import NotJSONError, read_json


def faults(text):
    source = read_text(text, "ds.yaml")
    return [
        (fault.code, document.span(fault.place).line, document.span(fault.place).column)
        for document in source.documents
        for fault in document.faults
    ]


def test_json_numbers_and_escapes_are_those_of_json():
    value = (
        read_text('{"a": "\\ud83d\\ude00\\/\\ud800", "b": -0, "c": 420.0, "d": 1e2, "y": true}', "a.json")
        .documents[0]
        .value
    )
    assert value == {"a": "\U0001f600/\ufffd", "b": 0, "c": 420.0, "d": 100.0, "y": True}
    assert isinstance(value["c"], float)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" * 5000])
def test_json_numbers_that_no_field_takes_are_told(number):
    assert faults('{"a": [' + number + "]}") == [("DS009", 1, 8)]


def test_half_a_character_is_no_json_and_no_yaml():
    assert faults('{"a": 1}\n{"\ud800": 2}') == [("DS004", 2, 3)]


def test_duplicate_keys_of_json_are_told():
    assert faults('{"a": 1,\n "a": 2}') == [("DS002", 2, 2)]


def test_values_of_a_stream_come_with_the_offset_behind_them() -> None:
    text = ' {"a": [1, true, null, "x"]}\n{"b": -2.5e1}'
    assert [(end, reading.value) for end, reading in read_json(text)] == [
        (28, {"a": [1, True, None, "x"]}),
        (len(text), {"b": -25.0}),
    ]


@pytest.mark.parametrize("text", ['{"a": 1,}', '{"a": }', '{"a": 1} x', "{'a': 1}", '{"a": NaN}', '{"a"', "\ud800"])
def test_what_is_not_json_is_left_to_the_yaml_reader(text: str) -> None:
    with pytest.raises(NotJSONError):
        list(read_json(text))


@pytest.mark.parametrize(("digits", "kept"), [(4_000, True), (4_001, False)])
def test_a_number_of_more_than_4000_digits_is_not_kept(digits: int, kept: bool) -> None:
    ((_, reading),) = read_json('{"a": ' + "1" * digits + "}")
    assert (reading.faults == ()) is kept
    assert (reading.value["a"] > 0) is kept


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_a_constant_that_json_does_not_have_is_the_text_that_yaml_makes_of_it(constant: str) -> None:
    (document,) = read_text(f'{{"a": {constant}, "b": [{constant}]}}', "a.json").documents
    assert document.value == {"a": constant, "b": [constant]}
    assert [fault.code for fault in document.faults] == ["DS024"]
