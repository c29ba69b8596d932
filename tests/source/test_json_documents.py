"""Texts that begin as JSON and are none, as kubectl reads them."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.documents import Content
from dslint.source.json_documents import json_documents
from dslint.source.lines import Lines

AS_YAML = "; kubectl before 1.33 and kubelets reject this, kubectl from 1.33 on reads it as YAML"


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ('{"a": [1,]}\n', "invalid character ']' looking for beginning of value", (1, 10)),
        ('{"a": 1,\n}\n', "invalid character '}' looking for beginning of object key string", (2, 1)),
        ('{"a": 1,\n # why\n "b": 2}\n', "invalid character '#' looking for beginning of object key string", (2, 2)),
        ("{a: [1]}\n", "invalid character 'a' looking for beginning of object key string", (1, 2)),
        ("{'a': [1]}\r\n", "invalid character '\\'' looking for beginning of object key string", (1, 2)),
        ('{"a": [1]}\nb: 1\n', None, None),
    ],
)
def test_what_is_yaml_alone_is_read_and_told(text: str, words: str | None, place: tuple[int, int] | None) -> None:
    document = read_text(text, "a.json").documents[0]
    assert document.value["a"] in (1, [1])
    assert [fault.message for fault in document.faults] == ([words + AS_YAML] if words else [])
    assert [(fault.code, document.span(fault.place)[:2]) for fault in document.faults] == (
        [("DS024", place)] if place else []
    )


def test_json_values_between_separators_are_told_in_each_document_behind_the_first() -> None:
    first, second, third = read_text('{"a": 1}\n---\n{"b": 2}\n---\n{"c": 3}\n', "a.json").documents
    assert first.faults == ()
    for document, value in ((second, {"b": 2}), (third, {"c": 3})):
        (fault,) = document.faults
        assert document.value == value
        assert fault.message == "invalid character '-' in numeric literal" + AS_YAML
        assert document.span(fault.place)[:2] == (2, 2)


def test_after_two_values_nothing_is_read_as_yaml() -> None:
    *_, last = read_text('{"a": 1}\n{"b": 2}\n---\nc: 3\n', "a.json").documents
    (fault,) = last.faults
    assert (last.content, fault.code, fault.fatal) == (Content.BROKEN, "DS023", True)
    assert fault.message == (
        "invalid character '-' in numeric literal; after two or more JSON values kubectl reads no YAML"
    )
    assert last.span(fault.place)[:2] == (3, 2)


def test_what_is_neither_json_nor_yaml_is_told_in_the_words_of_json() -> None:
    (document,) = read_text('{"a": 1,\n // why\n "b": 2}', "a.json").documents
    (fault,) = document.faults
    assert (document.content, fault.code) == (Content.BROKEN, "DS023")
    assert fault.message == "invalid character '/' looking for beginning of object key string"
    assert document.span(fault.place)[:2] == (2, 2)


@pytest.mark.parametrize(
    "text", ["{{ template }}\n", "{{- if .x }}\na: 1\n{{- end }}\n---\nb: 1\n", "{% if x %}\na: 1\n"]
)
def test_a_template_does_not_begin_as_json(text: str) -> None:
    documents = read_text(text, "a.yaml").documents
    assert documents[0].content is Content.TEMPLATE
    assert all(document.faults == () for document in documents)


def test_json_in_a_stream_of_yaml_is_yaml() -> None:
    first, second = read_text('a: 1\n---\n{"b": 5.0,}\n', "a.yaml").documents
    assert (first.faults, second.faults, second.value) == ((), (), {"b": 5})


def test_a_stream_that_is_json_has_no_other_reader() -> None:
    values = [document.value for document in json_documents(Lines('{"a": 1} {"b": 2}'), lambda *_: iter(()))]
    assert values == [{"a": 1}, {"b": 2}]
