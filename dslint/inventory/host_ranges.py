"""Short notations for node names: a range `web-[01-12,20]`, or a pattern with the node's number and zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from dslint.inventory.node_names import Pattern, PatternError, Positions, positions

_DIGITS = re.compile(r"([0-9]+)")

Split = tuple[str, ...]
"""A name split at its digits: the items with odd indices are digits."""


class Numbered(NamedTuple):
    """How a group names its nodes: a pattern and their number, and with racks the number of nodes in a rack."""

    pattern: str
    number: int
    slots_per_rack: int | None = None


def in_order(names: Iterable[str]) -> list[str]:
    """In natural order: w-2 before w-10."""
    return sorted(names, key=lambda name: [(int(part) if part.isdigit() else 0, part) for part in _DIGITS.split(name)])


def host_ranges(names: Iterable[str]) -> list[str]:
    """Ranges that expand to exactly these names."""
    by_skeleton: dict[Split, list[Split]] = {}
    for name in in_order(names):
        parts = tuple(_DIGITS.split(name))
        by_skeleton.setdefault(_skeleton(parts), []).append(parts)
    return [text for group in by_skeleton.values() for text in _ranges(group)]


def numbered(names: Sequence[str], zones: Sequence[str]) -> Numbered | None:
    """The pattern that gives these names and zones in this order; None if there is none."""
    order = list(dict.fromkeys(zones))
    for text in dict.fromkeys((names[0].replace(zones[0], "{zone}") if zones[0] else names[0], names[0])):
        for pattern, slots in _patterns(text, names):
            at = positions(len(names), order, slots)
            if list(at.zones) == list(zones) and _matches(pattern, at, names):
                return Numbered(pattern, len(names), slots)
    return None


def pattern_of(values: Sequence[str], zones: Sequence[str], names: Numbered) -> str | None:
    """The pattern of labels whose numbers follow those in the nodes' names; None if there is none."""
    order = list(dict.fromkeys(zones))
    at = positions(len(values), order, names.slots_per_rack)
    fields = ("i", "rack", "slot") if names.slots_per_rack else ("i",)
    candidates = (_with(values[0], ((match, field),)) for match in _DIGITS.finditer(values[0]) for field in fields)
    return next((pattern for pattern in candidates if _matches(pattern, at, values)), None)


def _patterns(first: str, names: Sequence[str]) -> Iterator[tuple[str, int | None]]:
    """Candidate patterns, made of the first name: one of its numbers counts, or two of them are rack and slot."""
    runs = list(_DIGITS.finditer(first))
    for match in reversed(runs):
        yield _with(first, ((match, "i"),)), None
    for rack, slot in pairwise(runs):
        slots = _slots(first[: slot.start()], names)
        if 1 < slots < len(names):
            yield _with(first, ((rack, "rack"), (slot, "slot"))), slots


def _slots(start: str, names: Sequence[str]) -> int:
    """The number of names at the start that contain the text."""
    start = start.rsplit("}", maxsplit=1)[-1]
    return next((index for index, name in enumerate(names) if start not in name), len(names))


def _with(text: str, fields: Sequence[tuple[re.Match[str], str]]) -> str:
    """The text with a placeholder for each match, padded to the same width."""
    for match, field in reversed(fields):
        width = f":0{len(match[0])}" if len(match[0]) > 1 else ""
        text = f"{text[: match.start()]}{{{field}{width}}}{text[match.end() :]}"
    return text


def _matches(pattern: str, at: Positions, names: Sequence[str]) -> bool:
    try:
        return Pattern.parse(pattern).values("", at) == list(names)
    except PatternError:
        return False


def _skeleton(parts: Split) -> Split:
    return tuple("#" * len(part) if index % 2 else part for index, part in enumerate(parts))


def _ranges(group: Sequence[Split]) -> list[str]:
    """One range if it has all combinations, else one for each different beginning."""
    columns = [sorted({parts[index] for parts in group}) for index in range(len(group[0]))]
    if len(group) == len(list(product(*columns))):
        return ["".join(_written(column) for column in columns)]
    last = max(index for index, column in enumerate(columns) if index % 2 and len(column) > 1)
    by_rest: dict[Split, list[str]] = {}
    for parts in group:
        by_rest.setdefault((*parts[:last], "", *parts[last + 1 :]), []).append(parts[last])
    return ["".join((*rest[:last], _written(digits), *rest[last + 1 :])) for rest, digits in by_rest.items()]


def _written(column: Sequence[str]) -> str:
    """`08`, `09`, `10`, `20` -> `[08-10,20]`; a single text as it is."""
    if len(column) == 1:
        return column[0]
    runs: list[list[str]] = []
    for text in column:
        if runs and int(text) == int(runs[-1][-1]) + 1:
            runs[-1].append(text)
        else:
            runs.append([text])
    return f"[{','.join(run[0] if len(run) == 1 else f'{run[0]}-{run[-1]}' for run in runs)}]"
