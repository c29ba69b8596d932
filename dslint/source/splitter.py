"""Where one document ends and the next begins: by lines that start with `---`, as kubectl cuts a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# One begins with plain characters, so that it is found several times faster than `^---`.
_FIRST_SEPARATOR, _SEPARATOR = re.compile(r"---(.*)"), re.compile(r"\n---(.*)")
_CONTENT = re.compile(r"(?:^|(?<=\r))[^\S\r\n]*([^\s#])", re.MULTILINE)


class Piece(NamedTuple):
    """The text of one document and the offset where it begins.

    `intruder` is the offset of text after the separator above it, where only a comment is allowed.
    """

    text: str
    offset: int
    intruder: int | None = None

    @property
    def content(self) -> int | None:
        """The offset of the first character that is not a blank or a comment; None if there is none."""
        match = _CONTENT.search(self.text)
        return match.start(1) if match else None


def split(text: str) -> Iterator[Piece]:
    """The documents of a text, in order, empty ones too.

    A `%YAML` line and the `---` below it belong to the document that follows, as the API server reads it.
    """
    start, intruder = 0, None
    for match in _separators(text):
        line = match.start(1) - len("---")
        piece = text[start:line]
        if _only_directives(piece):
            continue
        if line > 0:
            yield Piece(piece, start, intruder)
        start, intruder = min(match.end() + 1, len(text)), _intruder(match)
    yield Piece(text[start:], start, intruder)


def _separators(text: str) -> Iterator[re.Match[str]]:
    first = _FIRST_SEPARATOR.match(text)
    if first is not None:
        yield first
    yield from _SEPARATOR.finditer(text, first.end() if first else 0)


def _only_directives(piece: str) -> bool:
    if not piece.startswith("%") and "\n%" not in piece:
        return False
    lines = (line.strip() for line in piece.split("\n"))
    return all(line[:1] in {"", "#", "%"} for line in lines)


def _intruder(match: re.Match[str]) -> int | None:
    behind = match[1].strip()
    if not behind or behind.startswith("#"):
        return None
    return match.start(1) + match[1].index(behind)
