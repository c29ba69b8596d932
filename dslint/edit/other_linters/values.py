"""Values of another linter's configuration, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dslint.edit.other_linters.ignored_checks import Check
from dslint.findings import FieldPath
from dslint.source.documents import Content, Document


def content_of(documents: Sequence[Document]) -> Document:
    """The first document that has something in it."""
    return next((document for document in documents if document.content is not Content.EMPTY), documents[0])


def line_of(document: Document, path: FieldPath) -> int:
    """The line, from 1, of the key at a path, or of an item."""
    return document.place(path, "key").line


def at(value: Any, *keys: str) -> Any:
    """What stands at a path of keys; None if nothing does."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def words(document: Document, *keys: str) -> Iterator[Check]:
    """The texts of a list, or of a text with commas between them, each with its line."""
    value = at(document.value, *keys)
    if isinstance(value, str):
        line = line_of(document, keys)
        yield from (Check(word.strip(), line) for word in value.split(",") if word.strip())
    elif isinstance(value, list):
        for index, item in enumerate(value):
            line = line_of(document, (*keys, index))
            if isinstance(item, str):
                yield from (Check(word.strip(), line) for word in item.split(",") if word.strip())


def texts(value: Any, key: str) -> tuple[str, ...]:
    """The texts of a list in a map."""
    found = at(value, key)
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()
