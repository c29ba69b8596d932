"""The places of every key, value and item of a document, looked up by path."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol, TypeAlias

from dslint.findings import FieldPath
from dslint.source.text_errors import TextRange

Place: TypeAlias = tuple[int, int, int, int, "Children"]
"""Offsets of a key's start and end and of its value's start and end, then the places inside the value.

An item of a list has no key: the key's offsets are the item's start. The value's end is -1 for a block of several
lines, which ends where its last part ends.
"""

Children: TypeAlias = dict[str, Place] | list[Place] | None

UNKNOWN_END = -1

NOWHERE: Place = (0, 0, 0, 0, None)
"""Of a document without a value."""


At: TypeAlias = Literal["key", "value"]


class Places(Protocol):
    """The places of one document, as offsets of its text."""

    @property
    def top(self) -> Place:
        """All of them, as a tree."""

    def depth(self, path: FieldPath) -> int:
        """How many steps of a path exist."""

    def stretch(self, path: FieldPath, at: At) -> TextRange:
        """The key or value at a path; if there is none, what its nearest ancestor is called."""


class TreePlaces:
    """Places that were kept while the document was read."""

    __slots__ = ("top",)

    def __init__(self, top: Place) -> None:
        self.top = top

    def depth(self, path: FieldPath) -> int:
        return _nearest(self.top, path)[1]

    def stretch(self, path: FieldPath, at: At) -> TextRange:
        place, own = find(self.top, path)
        if not own:
            return nearest_key(place)
        return value_of(place) if at == "value" else key_of(place)


NO_PLACES = TreePlaces(NOWHERE)


def find(top: Place, path: FieldPath) -> tuple[Place, bool]:
    """The place that a path leads to, or of its nearest existing ancestor; and whether it is the path's own."""
    place, depth = _nearest(top, path)
    return place, depth == len(path)


def _nearest(top: Place, path: FieldPath) -> tuple[Place, int]:
    place = top
    for depth, key in enumerate(path):
        child = _child(place[4], key)
        if child is None:
            return place, depth
        place = child
    return place, len(path)


def _child(children: Children, key: str | int) -> Place | None:
    if isinstance(children, dict):
        return children.get(key) if isinstance(key, str) else None
    if isinstance(children, list) and isinstance(key, int) and 0 <= key < len(children):
        item: Place = children[key]
        return item
    return None


def begin_of(place: Place) -> int:
    """Where a key begins; of an item, which has none, the item."""
    return place[0] if place[0] < place[1] else place[2]


def key_of(place: Place) -> TextRange:
    """The range of a key, or of an item, which has no key."""
    return TextRange(place[0], place[1]) if place[0] < place[1] else TextRange(place[2], end_of(place))


def value_of(place: Place) -> TextRange:
    """The range of a value. An empty value (`key:`) has none: then that of its key."""
    return key_of(place) if place[2] == place[3] else TextRange(place[2], end_of(place))


def end_of(place: Place) -> int:
    """A block ends where the last thing in it ends."""
    while place[3] == UNKNOWN_END:
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
