"""A text is cut into its documents."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.splitter import split


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


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", [("", 0, None)]),
        ("a\n---\nb\n", [("a\n", 0, None), ("b\n", 6, None)]),
        ("---\na\n", [("a\n", 4, None)]),
        ("a\n--- # why\nb", [("a\n", 0, None), ("b", 12, None)]),
        ("a\n--- x\nb", [("a\n", 0, None), ("b", 8, 6)]),
        ("a\n ---\nb", [("a\n ---\nb", 0, None)]),
        ("a\n---", [("a\n", 0, None), ("", 5, None)]),
        ("%YAML 1.1\n---\na", [("%YAML 1.1\n---\na", 0, None)]),
        ("a\n---\n%YAML 1.1\n# c\n---\nb", [("a\n", 0, None), ("%YAML 1.1\n# c\n---\nb", 6, None)]),
    ],
)
def test_each_piece_has_its_offset_and_what_stands_behind_its_separator(
    text: str, pieces: list[tuple[str, int, int | None]]
) -> None:
    assert [tuple(piece) for piece in split(text)] == pieces


@pytest.mark.parametrize(
    ("text", "content"), [("", None), ("# a\n", None), ("  # a\n\n b", 8), ("a # b", 0), ("\r  a", 3)]
)
def test_content_begins_behind_blanks_and_comments(text: str, content: int | None) -> None:
    assert next(split(text)).content == content
