"""Names of nodes in few characters: `gen-a-[001-060]`, and `[001-009/4]` for 001, 005 and 009."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

EXAMPLE = "n-[01-03] is n-01, n-02 and n-03; n-[1-7/3] is n-1, n-4 and n-7"
"""What a reader has to know."""

_MARKS = re.compile(r"[\[\],]")
_NUMBERS = re.compile(r"([0-9]+)")

_LEAST = 3
"""The fewest numbers that are written as a range with a step."""


class Range(NamedTuple):
    """Names that differ in one number, and their text; a name alone is its own text."""

    text: str
    names: tuple[str, ...]


class _Number(NamedTuple):
    """A number in a name, and its digits as they are written."""

    value: int
    digits: str
    name: str


def names_text(names: Sequence[str]) -> str:
    """`gen-a-[001-060], spot-1`."""
    return _known_text(tuple(names))


@lru_cache(maxsize=64)  # plans of several versions have mostly the same groups of nodes
def _known_text(names: tuple[str, ...]) -> str:
    return ", ".join(found.text for found in ranges(names))


def unmistakable(name: str) -> str:
    """A name in which nothing looks like a range or the end of a name, which no name of a node in a cluster has."""
    return _MARKS.sub(lambda found: f"\\x{ord(found[0]):02x}", name)


def ranges(names: Sequence[str]) -> list[Range]:
    """Names that differ in one number only are one range. The names of all ranges are in the order of the text."""
    families: dict[str, list[tuple[str, list[str]]]] = {}
    for name in names:
        parts = _NUMBERS.split(unmistakable(name))
        families.setdefault("0".join(parts[::2]), []).append((name, parts))
    return [found for family in families.values() for found in _of_family(family)]


def _of_family(family: Sequence[tuple[str, list[str]]]) -> Iterator[Range]:
    """Names with the same text between their numbers."""
    place = _place(family)
    if place is None:
        yield from (Range("".join(parts), (name,)) for name, parts in family)
        return
    alike: dict[tuple[str, str], list[_Number]] = {}
    for name, parts in family:
        around = "".join(parts[:place]), "".join(parts[place + 1 :])
        alike.setdefault(around, []).append(_Number(int(parts[place]), parts[place], name))
    for (before, after), numbers in alike.items():
        found = list(_runs(sorted(numbers)))
        shown = tuple(number.name for run in found for number in run)
        inside = f"[{','.join(map(_text, found))}]" if len(numbers) > 1 else numbers[0].digits
        yield Range(f"{before}{inside}{after}", shown)


def _place(family: Sequence[tuple[str, list[str]]]) -> int | None:
    """The number that differs most between the names, of equal ones the last; None if the names have no number."""
    places = range(1, len(family[0][1]), 2)
    values = {place: len({parts[place] for _, parts in family}) for place in places}
    return max(places, key=lambda place: (values[place], place), default=None)


def _runs(numbers: Sequence[_Number]) -> Iterator[list[_Number]]:
    """Numbers at equal distances, as long as a range gives their digits."""
    start = 0
    while start < len(numbers):
        end = start + 1
        while end < len(numbers) and _continues(numbers, start, end):
            end += 1
        if end - start < _LEAST and not _is_dense(numbers[start:end]):
            end = start + 1
        yield list(numbers[start:end])
        start = end


def _continues(numbers: Sequence[_Number], start: int, end: int) -> bool:
    first, here = numbers[start], numbers[end]
    step = numbers[start + 1].value - first.value
    return (
        step > 0
        and here.value - numbers[end - 1].value == step
        and here.digits == str(here.value).zfill(len(first.digits))
    )


def _is_dense(run: Sequence[_Number]) -> bool:
    return run[-1].value - run[0].value == len(run) - 1


def _text(run: Sequence[_Number]) -> str:
    if len(run) == 1:
        return run[0].digits
    step = run[1].value - run[0].value
    return f"{run[0].digits}-{run[-1].digits}" + (f"/{step}" if step > 1 else "")
