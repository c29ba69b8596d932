"""Node names from a pattern (`gen-{zone}-{i:03}`) or a host range (`web-[01-12,20]`)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from dslint.limits import NODES, RANGE_DIGITS

NUMBERS = ("i", "n", "rack", "slot")
TEXTS = ("zone", "group")
_PLACEHOLDER = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_WIDTH = re.compile(r"0?[1-9][0-9]?")
_HOSTS = re.compile(r"(?:[^\[\]]|\[[^\[\]]*\])+")
_PIECE = re.compile(r"([^\[\]]+)|\[([^\[\]]*)\]")
_RANGE = re.compile(r"([0-9]+)(?:-([0-9]+))?")


class PatternError(ValueError):
    """An invalid pattern or range; the text says what to write."""


class Positions(NamedTuple):
    """The positions of nodes in their group, as columns. Numbers count from 1; without racks, rack and slot are 0."""

    numbers: Sequence[int]
    racks: Sequence[int]
    slots: Sequence[int]
    zones: Sequence[str]


def positions(count: int, zones: Sequence[str], slots_per_rack: int | None) -> Positions:
    """Assigns nodes, or whole racks, to the zones in turn."""
    order = zones or [""]
    rack_size = slots_per_rack or 1
    racks = [index // rack_size for index in range(count)]
    count_of_zones = len(order)
    at = [order[rack % count_of_zones] for rack in racks] if count_of_zones > 1 else [order[0]] * count
    if slots_per_rack is None:
        return Positions(range(1, count + 1), [0] * count, [0] * count, at)
    return Positions(range(1, count + 1), [rack + 1 for rack in racks], [i % rack_size + 1 for i in range(count)], at)


class Pattern(NamedTuple):
    """A text with placeholders: as a template for Python's `%`, and the fields that fill it, in order."""

    template: str
    fields: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Pattern:
        """Raises PatternError."""
        fields: list[str] = []
        template, end = "", 0
        for match in _PLACEHOLDER.finditer(text):
            template += _literal(text[end : match.start()], text) + _placeholder(match, text)
            fields.append(match[1])
            end = match.end()
        return cls(template + _literal(text[end:], text), tuple(fields))

    def values(self, group: str, at: Positions) -> list[str]:
        """The text for each position."""
        count = len(at.numbers)
        if not self.fields:
            return [self.template % ()] * count
        columns = {
            "i": at.numbers, "n": at.numbers, "rack": at.racks, "slot": at.slots, "zone": at.zones,
            "group": (group,) * count,
        }  # fmt: skip
        return list(map(self.template.__mod__, zip(*(columns[field] for field in self.fields), strict=True)))


def _literal(piece: str, text: str) -> str:
    if "{" in piece or "}" in piece:
        raise PatternError(f"{text!r} has an unclosed brace; write placeholders as {{i:03}}")
    return piece.replace("%", "%%")


def _placeholder(match: re.Match[str], text: str) -> str:
    name, width = match[1], match[2]
    if name not in NUMBERS and name not in TEXTS:
        known = ", ".join(f"{{{field}}}" for field in (*NUMBERS, *TEXTS))
        raise PatternError(f"{match[0]} in {text!r} is unknown; expected one of {known}")
    if width is None:
        return "%s"
    if name in TEXTS or _WIDTH.fullmatch(width) is None:
        raise PatternError(f"{match[0]} in {text!r} cannot be padded; only numbers have a width, as in {{i:03}}")
    return f"%{width}d"


def host_range(text: str | Iterable[str]) -> list[str]:
    """All combinations of `a-[1-2]-[x]`; the last bracket changes fastest. Numbers keep their width.

    For several texts, the names of each in turn. Raises PatternError.
    """
    if not isinstance(text, str):
        found: list[str] = []
        for part in text:
            found += host_range(part)
            if len(found) > NODES:
                raise PatternError(f"the ranges up to {part!r} name more than {NODES:,} nodes; write shorter ones")
        return found
    if _HOSTS.fullmatch(text) is None:
        raise PatternError(f"{text!r} has an unclosed bracket; write a range as web-[01-12,20]")
    pieces = [[literal] if literal else _values(inside, text) for literal, inside in _PIECE.findall(text)]
    if math.prod(map(len, pieces)) > NODES:
        raise _too_many(text)
    return ["".join(parts) for parts in product(*pieces)]


def _values(inside: str, text: str) -> list[str]:
    found: list[str] = []
    for part in inside.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            found.append(part.strip())
            continue
        first, last = match[1], match[2] or match[1]
        if len(last) > RANGE_DIGITS or len(first) > RANGE_DIGITS:
            raise PatternError(f"the numbers of a range have at most {RANGE_DIGITS} digits")
        if int(last) < int(first):
            raise PatternError(f"range {part.strip()!r} ends before it starts; write {last}-{first}")
        if len(found) + int(last) - int(first) >= NODES:
            raise _too_many(text)
        found += (f"{number:0{len(first)}d}" for number in range(int(first), int(last) + 1))
    return found


def _too_many(text: str) -> PatternError:
    return PatternError(f"{text!r} names more than {NODES:,} nodes; write a shorter range")
