"""Fixes that put what is written in quotes: only the text tells a number's or a boolean's characters."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.source.documents import Document
from dslint.source.places import find
from dslint.source.scalars import plain


def with_written_text(fix: Fix, document: Document | None) -> Fix | None:
    """The fix, whose paths start at the document, with a SET for each QUOTE; None where something else is written."""
    edits = tuple(_set(fix.edits, document))
    return fix._replace(edits=edits) if len(edits) == len(fix.edits) else None


def _set(edits: tuple[Edit, ...], document: Document | None) -> Iterator[Edit]:
    for edit in edits:
        if edit.operation is not Operation.QUOTE:
            yield edit
            continue
        text = edit.value if document is None else _written(document, edit.path)
        if text is not None:
            yield Edit(Operation.SET, edit.path, text)


def _written(document: Document, path: FieldPath) -> str | None:
    """The characters of a number or a boolean; None where something else stands there, such as an alias."""
    place, own = find(document.top, path)
    if not own or place[4] is not None:
        return None
    text = document.lines.text[place[2] + document.offset : place[3] + document.offset]
    return None if isinstance(plain(text), str) else text
