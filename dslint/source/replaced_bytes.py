"""Keys and values with a byte that is not UTF-8: what is stored there is U+FFFD. In comments it does not matter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.source import text_errors
from dslint.source.documents import Content, Document
from dslint.source.encodings import replaced_bytes
from dslint.source.places import UNKNOWN_END, Place
from dslint.source.text_errors import TextError, TextRange

_MOST = 100
"""A text with more is hardly a manifest."""


class _Scalar(NamedTuple):
    """A key or a plain value: where it stands, and its path."""

    start: int
    end: int
    path: FieldPath


def with_replaced_bytes(documents: Sequence[Document], data: bytes) -> tuple[Document, ...]:
    """The documents of these bytes, with a fault for each key and value that has a byte that is not UTF-8."""
    replaced = replaced_bytes(data)
    starts = [document.offset for document in documents]
    found: dict[int, list[tuple[int, int]]] = {}
    for offset, byte in replaced:
        found.setdefault(bisect_right(starts, offset) - 1, []).append((offset, byte))
    return tuple(_with_faults(document, found.get(index, ())) for index, document in enumerate(documents))


def _with_faults(document: Document, replaced: Iterable[tuple[int, int]]) -> Document:
    if not replaced or document.content is not Content.OBJECT:
        return document
    scalars = sorted(_scalars(document.top))
    faults: dict[_Scalar, TextError] = {}
    for offset, byte in replaced:
        here = offset - document.offset
        index = bisect_right(scalars, here, key=lambda scalar: scalar.start) - 1
        if index >= 0 and here < scalars[index].end and len(faults) < _MOST:
            faults.setdefault(scalars[index], _fault(scalars[index].path, here, byte))
    return document._replace(faults=(*document.faults, *faults.values()))


def _fault(path: FieldPath, offset: int, byte: int) -> TextError:
    message = f"byte 0x{byte:02x} is not UTF-8: U+FFFD is stored in its place"
    return TextError(text_errors.REPLACED_BYTE, message, TextRange(offset, offset + 1), path, fatal=False)


def _scalars(top: Place) -> Iterator[_Scalar]:
    """The keys and plain values of a document. What aliases share is visited once."""
    seen: set[int] = set()
    waiting: list[tuple[Place, FieldPath]] = [(top, ())]
    while waiting:
        (start, end, value_start, value_end, children), path = waiting.pop()
        if start < end:
            yield _Scalar(start, end, path)
        if children is None and value_end != UNKNOWN_END:
            yield _Scalar(value_start, value_end, path)
        if children is None or id(children) in seen:
            continue
        seen.add(id(children))
        each = children.items() if isinstance(children, dict) else enumerate(children)
        waiting.extend(reversed([(place, (*path, step)) for step, place in each]))
