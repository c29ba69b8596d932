"""Places in a text: offsets, lines and columns, and a table of the places of every key, value and item by path."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

from dslint.findings import FieldPath, Span
from dslint.source.text_errors import TextRange

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of one text; their offsets are computed on demand."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; an offset behind the text is its end."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, stretch: TextRange) -> Span:
        """The stretch without the blanks at its end, unless it is nothing but blanks."""
        piece = self.text[stretch.start : stretch.end]
        kept = len(piece.rstrip()) or len(piece.rstrip("\r\n"))
        return Span(*self.position(stretch.start), *self.position(stretch.start + kept))


Place: TypeAlias = tuple[int, int, int, int, "Children"]
"""Offsets of a key's start and end and of its value's start and end, then the places inside the value.

An item of a list has no key: the key's offsets are the item's start. The value's end is -1 for a block of several
lines, which ends where its last part ends.
"""

Children: TypeAlias = dict[str, Place] | list[Place] | None

UNTOLD_END = -1

NOWHERE: Place = (0, 0, 0, 0, None)
"""Of a document without a value."""


def find(top: Place, path: FieldPath) -> tuple[Place, bool]:
    """The place that a path leads to, or of its nearest existing ancestor; and whether it is the path's own."""
    place = top
    for key in path:
        child = _child(place[4], key)
        if child is None:
            return place, False
        place = child
    return place, True


def _child(children: Children, key: str | int) -> Place | None:
    if isinstance(children, dict):
        return children.get(key) if isinstance(key, str) else None
    if isinstance(children, list) and isinstance(key, int) and 0 <= key < len(children):
        item: Place = children[key]
        return item
    return None


def key_of(place: Place) -> TextRange:
    """The range of a key, or of an item, which has no key."""
    return TextRange(place[0], place[1]) if place[0] < place[1] else TextRange(place[2], _end(place))


def value_of(place: Place) -> TextRange:
    """The range of a value. An empty value (`key:`) has none: then that of its key."""
    return key_of(place) if place[2] == place[3] else TextRange(place[2], _end(place))


def _end(place: Place) -> int:
    """A block ends where the last thing in it ends."""
    while place[3] == UNTOLD_END:
        children = place[4]
        if not children:
            return place[2]
        place = children[-1] if isinstance(children, list) else max(children.values())
    return max(place[3], place[1])


def nearest_key(place: Place) -> TextRange:
    """What to show where something is missing inside: the key, else the first key inside, else the value."""
    if place[0] < place[1]:
        return key_of(place)
    children = place[4]
    if isinstance(children, dict) and children:
        return key_of(min(children.values()))
    return value_of(place)


def children_of(place: Place) -> Iterable[Place]:
    """The places inside a value, in the order of the text."""
    children = place[4]
    if isinstance(children, dict):
        return children.values()
    return children or ()
