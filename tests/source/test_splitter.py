"""A text is cut into its documents."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text


def contents(text):
    return [document.content.value for document in read_text(text, "ds.yaml").documents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty"]),
        ("# nothing\n", ["empty"]),
        ("---\n# nothing\n---\n", ["empty", "empty"]),
        ("---\na: 1\n--- # two\nb: 2\n", ["object", "object"]),
        ("a: 1\r\n---\r\nb: 2\r\n", ["object", "object"]),
        ("null\n", ["empty"]),
        ("- a\n", ["not an object"]),
        ("foo\n", ["not an object"]),
        ("a: |\n  x\n---\nb: 1\n", ["object", "object"]),
        ("\ufeffa: 1\n---\n\ufeffb: 2\n", ["object", "object"]),
        ('{"a": 1}\n{"b": 2} {"c": 3}', ["object", "object", "object"]),
        ('{"a": 1}\n---\nb: 2\n', ["object", "object"]),
        ('{"a": 1,}\n', ["object"]),
        ("%YAML 1.1\n---\na: 1\n---\nb: 1\n", ["object", "object"]),
        ("%TAG ! tag:example.org,2000:\n# why\n---\na: !x 1\n", ["object"]),
        ("--- {a: 1}\n", ["broken"]),
        ("a: 1\n----\nb: 1\n", ["object", "broken"]),
        ("a: [\n", ["broken"]),
    ],
)
def test_a_text_is_cut_into_documents_as_kubectl_cuts_it(text, expected):
    assert contents(text) == expected
