"""A text -> its documents, as kubectl and the API server read them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from dslint.source import text_errors
from dslint.source.documents import Content, Document, Source
from dslint.source.indentation import INDENTED, lost_indentation
from dslint.source.lines import Lines
from dslint.source.splitter import Piece, split
from dslint.source.text_errors import TextError, TextRange
from dslint.source.yaml_text import Reading, read_yaml

_BYTE_ORDER_MARK = "\ufeff"
_LARGE = 100_000
"""Characters from which on the garbage collector costs more than it finds."""


def read_text(text: str, name: str) -> Source:
    """Read a text of any number of documents, YAML or JSON; `name` is what reports call it."""
    lines = Lines(text.removeprefix(_BYTE_ORDER_MARK))
    with _without_collector(len(text)):
        documents = tuple(_documents(lines))
    return Source(name, lines.text, documents)


def _documents(lines: Lines) -> Iterator[Document]:
    for piece in split(lines.text):
        if looks_like_json(piece.text):
            yield from _json_documents(piece, lines)
        else:
            yield _document(piece, lines)


def looks_like_json(text: str) -> bool:
    """Whether a text begins as JSON objects do, as kubectl checks too."""
    return text.lstrip()[:1] == "{"


def _json_documents(piece: Piece, lines: Lines) -> Iterator[Document]:
    """The values of a JSON stream; the rest is read as YAML from where it is not JSON."""
    from dslint.source.json_text import NotJSONError, read_json

    start = 0
    try:
        for end, reading in read_json(piece.text):
            yield _read(reading, lines, piece.offset, piece.offset + start)
            start = end
    except NotJSONError:
        yield _document(Piece(piece.text[start:], piece.offset + start, piece.intruder), lines)


def _document(piece: Piece, lines: Lines) -> Document:
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
    reading = read_yaml(text)
    if reading.templated or (reading.fatal and _is_template(text, reading)) or ("#@" in text and _is_of_ytt(text)):
        return Document(Content.TEMPLATE, None, (), lines, piece.offset, piece.offset + first)
    return _read(reading, lines, piece.offset, piece.offset + first)


def _is_template(text: str, reading: Reading) -> bool:
    from dslint.source.templates import is_template

    return is_template(text, reading)


def _is_of_ytt(text: str) -> bool:
    from dslint.source.templates import is_of_ytt

    return is_of_ytt(text)


def _read(reading: Reading, lines: Lines, offset: int, first: int) -> Document:
    return Document(_content(reading), reading.value, reading.faults, lines, offset, first, reading.place)


def _content(reading: Reading) -> Content:
    if reading.fatal:
        return Content.BROKEN
    if reading.value is None:
        return Content.EMPTY
    return Content.OBJECT if isinstance(reading.value, dict) else Content.NOT_AN_OBJECT


def _intruded(offset: int, lines: Lines) -> Document:
    """Where `---` is followed by more than a comment, kubectl reads nothing from there on."""
    end = lines.text.find("\n", offset)
    behind = lines.text[offset : end if end >= 0 else len(lines.text)].rstrip()
    help_ = "write `---` alone on its line"
    place = TextRange(offset, offset + len(behind))
    fault = TextError(
        text_errors.TEXT_BEHIND_SEPARATOR, f"invalid Yaml document separator: {behind}", place, help=help_
    )
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
