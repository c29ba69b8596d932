"""JSON texts, read as JSON and not as YAML."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text


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
