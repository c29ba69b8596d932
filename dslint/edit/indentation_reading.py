"""Lines without indentation, each with the place that it goes to: one reading of several, and how to choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dslint.edit.open_places import Place
from dslint.findings import FieldPath
from dslint.schema.definitions import Schema

_MOST_READINGS = 96
"""So many readings are followed at a time."""

IN_BLOCK = -1
"""The column of lines that belong to a value that began above."""


class Choice(NamedTuple):
    """Where a line goes: the path of what it begins, the column of its first character, and whether it begins a value.

    Lines on which a value goes on have the path of the value and no own place.
    """

    path: FieldPath
    column: int
    begins: bool = True


class Reading(NamedTuple):
    """The lines up to one of them, each with its place.

    `pending` is the schema of the value that the last line has not given yet, and `block` the number of the line that
    opened the block scalar that is still open. `faults` count what the server would refuse and what disagrees with the
    indentation that is left, `oddities` what people hardly write. `next_line` is the first line that has no place yet.
    `rivals` are lines that could go to another place as well, with that place. `pairs` are the labels of selector and
    template.
    """

    stack: tuple[Place, ...]
    choices: tuple[Choice | None, ...] = ()
    pending: Schema | None = None
    pending_path: FieldPath = ()
    block: int | None = None
    faults: int = 0
    oddities: int = 0
    next_line: int = 0
    rivals: frozenset[tuple[int, FieldPath]] = frozenset()
    pairs: frozenset[tuple[bool, str, str]] = frozenset()

    @property
    def rank(self) -> tuple[int, int]:
        return self.faults, self.oddities


def placed(reading: Reading, choice: Choice | None) -> Reading:
    return reading._replace(choices=(*reading.choices, choice))


def with_top(reading: Reading, place: Place) -> Reading:
    return reading._replace(stack=(*reading.stack[:-1], place))


def mismatched(reading: Reading) -> int:
    """How many labels of the selector the template does not have."""
    labels = {(key, value) for of_selector, key, value in reading.pairs if not of_selector}
    return sum(of_selector and (key, value) not in labels for of_selector, key, value in reading.pairs)


def rank(reading: Reading) -> tuple[int, int]:
    return reading.rank


def best_of(readings: list[Reading]) -> list[Reading]:
    """One reading of those from which on all is alike, and no more than so many."""
    alike: dict[object, list[Reading]] = {}
    for reading in sorted(readings, key=rank):
        pending = id(reading.pending) if reading.pending is not None else None
        key = (*_open(reading), pending, reading.block, reading.next_line, reading.pairs)
        alike.setdefault(key, []).append(reading)
    return [joined(each) for each in alike.values()][:_MOST_READINGS]


def _open(reading: Reading) -> Iterator[object]:
    for place in reading.stack:
        yield place.path, place.keys, place.items, place.column, place.written


def joined(readings: Sequence[Reading]) -> Reading:
    """The best of the readings, with the lines that others of the same rank place otherwise."""
    best = readings[0]
    rivals = set(best.rivals)
    for other in readings[1:]:
        if other.faults == best.faults:
            rivals |= other.rivals
            rivals |= _differences(best, other)
    return best._replace(rivals=frozenset(rivals))


def _differences(best: Reading, other: Reading) -> set[tuple[int, FieldPath]]:
    """The lines that two readings place differently, without those that only follow such a line."""
    found: dict[int, FieldPath] = {}
    moved: set[FieldPath] = set()
    items: set[FieldPath] = set()
    for number, (one, another) in enumerate(zip(best.choices, other.choices, strict=True)):
        if one is None or another is None:
            continue
        # The line of an item's first field begins the item.
        item = one.path[:-1] if len(one.path) > 1 and isinstance(one.path[-2], int) else one.path
        whole = item if item not in items else one.path
        items.add(item)
        if one.path == another.path:
            continue
        if not another.begins:
            break  # where a text behind `|` ends is a doubt of its own
        if not any(one.path[: len(path)] == path for path in moved):
            found[number] = another.path
        moved.add(whole)
    return {*found.items()}
