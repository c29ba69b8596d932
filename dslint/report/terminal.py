"""Colours, and the width of texts in columns."""

from __future__ import annotations

import unicodedata
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
    """Where a report goes: whether with colours, how many columns wide, and whether with findings only (`quiet`)."""

    colour: bool = False
    width: int = 120
    quiet: bool = False

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


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
