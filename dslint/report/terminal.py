"""Colours, the width of texts in columns, and lines that fit a terminal: marked, indented, broken between words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from dslint.report.escapes import visible


class Ink(str, Enum):
    """The meaning of a piece of text; the value is its ANSI colour."""

    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    GOOD = "1;32"
    GUTTER = "34"
    RELATED = "36"
    STRONG = "1"
    FAINT = "2"


class Terminal(NamedTuple):
    """Where a report goes: with colours or not, how many columns wide.

    `quiet` is for findings only, `verbose` for all findings whole.
    """

    colour: bool = False
    width: int = 120
    quiet: bool = False
    verbose: bool = False

    def paint(self, text: str, ink: Ink) -> str:
        """The text in a colour; escapes in the text itself have no effect."""
        shown = visible(text)
        return f"\033[{ink.value}m{shown}\033[0m" if self.colour and shown else shown


def cells(text: str) -> int:
    """The width of the text in columns: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def cropped(text: str, room: int) -> str:
    """At most `room` columns of the text, with an ellipsis if it is cut."""
    if cells(text) <= room:
        return text
    kept = 0
    taken = 0
    for character in text:
        taken += _cells(character)
        if taken > room - 1:
            break
        kept += 1
    return text[:kept] + "…"


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` columns, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cells(lines[-1]) + 1 + cells(word) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


LOWEST_WIDTH = 32
"""The narrowest column that text is wrapped to."""


def marked(mark: str, text: str, terminal: Terminal) -> Iterator[str]:
    first, *others = wrapped(visible(text), max(LOWEST_WIDTH, terminal.width - 4))
    yield f"  {terminal.paint(mark, Ink.WARNING)} {first}"
    yield from (f"    {line}" for line in others)


def indented(text: str, terminal: Terminal) -> Iterator[str]:
    yield from (f"    {line}" for line in wrapped(visible(text), max(LOWEST_WIDTH, terminal.width - 4)))


def with_source(text: str, source: str, room: int, terminal: Terminal) -> Iterator[str]:
    """The text, followed by its line in the manifest, on the same line if there is room."""
    parts = wrapped(visible(text), room)
    source = visible(source)
    if not source:
        yield from parts
    elif cells(parts[-1]) + 2 + cells(source) <= room:
        yield from parts[:-1]
        yield f"{parts[-1]}  {terminal.paint(source, Ink.RELATED)}"
    else:
        yield from parts
        yield terminal.paint(source, Ink.RELATED)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
