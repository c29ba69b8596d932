"""A text -> its documents, as kubectl and the API server read them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dslint.source import text_errors
from dslint.source.block_lines import read_block_lines
from dslint.source.block_places import BlockPlaces
from dslint.source.documents import Content, Document, Source, document_of
from dslint.source.indentation import (
    EMPTY_WHERE_LOST,
    INDENTED,
    NEVER_AT_THE_TOP,
    lost_indentation,
    partly_lost_indentation,
)
from dslint.source.line_values import OddLineError
from dslint.source.lines import Lines
from dslint.source.recent import Recent
from dslint.source.splitter import Piece, split
from dslint.source.text_errors import TextError, TextRange

if TYPE_CHECKING:
    from dslint.source.yaml_text import Reading

_BYTE_ORDER_MARK = "\ufeff"
_TEMPLATE_MARKS = ("{{", "{%")
_LARGE = 100_000
"""Characters from which on the garbage collector costs more than it finds."""

KNOWN: Recent[str, Document] = Recent()
"""The documents that were read last, by their text, each as if it were alone. Their size is in code points."""

_NO_LINES = Lines("")


def read_text(text: str, name: str, data: bytes = b"") -> Source:
    """Read a text of any number of documents, YAML or JSON; `name` is what reports call it.

    `data` are the bytes of the text if they are not UTF-8.
    """
    lines = Lines(text.removeprefix(_BYTE_ORDER_MARK))
    with _without_collector(len(text)):
        documents = tuple(_documents(lines))
    if data:
        from dslint.source.replaced_bytes import with_replaced_bytes

        documents = with_replaced_bytes(documents, data)
    return Source(name, lines.text, documents)


def _documents(lines: Lines) -> Iterator[Document]:
    """A text that begins as JSON is a stream of JSON values, any other is YAML, as kubectl decides it once."""
    if looks_like_json(lines.text) and not lines.text.lstrip().startswith(_TEMPLATE_MARKS):
        from dslint.source.json_documents import json_documents

        yield from json_documents(lines, _yaml_documents)
    else:
        yield from _yaml_documents(lines, 0)


def looks_like_json(text: str) -> bool:
    """Whether a text begins as JSON objects do, as kubectl checks too."""
    return text.lstrip()[:1] == "{"


def _yaml_documents(lines: Lines, start: int) -> Iterator[Document]:
    """The documents of a text from an offset on."""
    for piece in split(lines.text[start:]):
        intruder = piece.intruder + start if piece.intruder is not None else None
        yield _document(Piece(piece.text, piece.offset + start, intruder), lines)


def _document(piece: Piece, lines: Lines) -> Document:
    if not KNOWN.limit or piece.intruder is not None:
        return _read(piece, lines)
    known = KNOWN.get(piece.text)
    if known is None:
        found = _read(piece, lines)
        known = found._replace(lines=_NO_LINES, offset=found.offset - piece.offset, first=found.first - piece.offset)
        KNOWN.put(piece.text, known, len(piece.text))
    return known._replace(lines=lines, offset=known.offset + piece.offset, first=known.first + piece.offset)


def _read(piece: Piece, lines: Lines) -> Document:
    if piece.text.startswith(_BYTE_ORDER_MARK):
        piece = Piece(piece.text[1:], piece.offset + 1, piece.intruder)
    text, first = piece.text, piece.content
    if piece.intruder is not None:
        return _intruded(piece.intruder, lines)
    if first is None:
        return Document(Content.EMPTY, None, (), lines, piece.offset, piece.offset)
    lost = lost_indentation(text) if INDENTED.search(text) is None else None
    if lost is not None:
        return Document(Content.BROKEN, None, (lost,), lines, piece.offset, piece.offset + first)
    return _in_block_style(piece, first, lines) or _in_any_style(piece, first, lines)


def _in_block_style(piece: Piece, first: int, lines: Lines) -> Document | None:
    """The document if it is of the plain block style and nothing about it is doubtful."""
    try:
        value = read_block_lines(piece.text)
    except OddLineError:
        return None
    if "#@" in piece.text or _is_suspect(value):
        return None
    content = Content.OBJECT if isinstance(value, dict) else Content.NOT_AN_OBJECT
    return Document(content, value, (), lines, piece.offset, piece.offset + first, BlockPlaces(piece.text))


def _in_any_style(piece: Piece, first: int, lines: Lines) -> Document:
    from dslint.source.yaml_text import read_yaml

    text = piece.text
    reading = read_yaml(text)
    if reading.templated or (reading.fatal and _is_template(text, reading)) or ("#@" in text and _is_of_ytt(text)):
        return Document(Content.TEMPLATE, None, (), lines, piece.offset, piece.offset + first)
    lost = partly_lost_indentation(text) if reading.fatal or _is_suspect(reading.value) else None
    if lost is not None:
        return Document(Content.BROKEN, None, (lost,), lines, piece.offset, piece.offset + first)
    return document_of(reading, lines, piece.offset, piece.offset + first)


def _is_suspect(value: Any) -> bool:
    """Whether keys of a manifest are where they are only if the indentation of a block is lost."""
    if not isinstance(value, dict) or "apiVersion" not in value:
        return False
    spec = value.get("spec")
    empty = isinstance(spec, dict) and any(spec.get(key, key) is None for key in EMPTY_WHERE_LOST)
    return empty or not NEVER_AT_THE_TOP.isdisjoint(value)


def _is_template(text: str, reading: Reading) -> bool:
    from dslint.source.templates import is_template

    return is_template(text, reading)


def _is_of_ytt(text: str) -> bool:
    from dslint.source.templates import is_of_ytt

    return is_of_ytt(text)


def _intruded(offset: int, lines: Lines) -> Document:
    """Where `---` is followed by more than a comment, kubectl reads nothing from there on."""
    end = lines.text.find("\n", offset)
    behind = lines.text[offset : end if end >= 0 else len(lines.text)].rstrip()
    from dslint.source.text_fixes import separator_alone

    place, fix = TextRange(offset, offset + len(behind)), separator_alone(lines.text, offset, behind)
    message, help_ = f"invalid Yaml document separator: {behind}", "write `---` alone on its line"
    fault = TextError(text_errors.TEXT_BEHIND_SEPARATOR, message, place, help=help_, fix=fix)
    return Document(Content.BROKEN, None, (fault,), lines, 0, offset)


@contextmanager
def _without_collector(size: int) -> Iterator[None]:
    if size < _LARGE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
