"""Which traps look at which fields, in one tree: one walk of an object says which traps to call.

An entry is a field such as `tolerations.key`. `name=value` is a field with that value, `name!=value` one with another
value, `name~text` one that contains the text, `name[1]` a list of several items; a `!` in front rules the trap out.
Keys with dots stand in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

_ENTRY = re.compile(r"(!?)(.*?)(?:(\[1\])|(!=|=|~)(.*))?")
_STEP = re.compile(r"\[([^]]+)\]|([^.[\]]+)")
_MARKS = frozenset("=!~[")


class LookedAt:
    """A field that traps look at, with the fields in it: which traps, as numbers with a bit for each.

    `given` are the traps that look at the field itself, `several` at a second item, `values` at a value, `others` at
    any value but one, `texts` at a part of a text; it is `plain` if no trap asks which value it has. The bits of traps
    that it rules out are above those of all traps.
    """

    __slots__ = ("below", "given", "others", "plain", "several", "texts", "values")

    def __init__(self) -> None:
        self.below: dict[str, LookedAt] = {}
        self.given = self.several = 0
        self.plain = True
        self.values: dict[str, int] = {}
        self.others: dict[str, int] = {}
        self.texts: dict[str, int] = {}

    def add(self, entry: str, bit: int) -> None:
        """Add an entry of LOOKS_AT, of the trap with this bit."""
        field = self
        if _MARKS.isdisjoint(entry):  # most are plain
            for step in entry.split("."):
                field = field.within(step)
            field.given |= bit
            return
        _, name, several, operator, text = cast("re.Match[str]", _ENTRY.fullmatch(entry)).groups()
        for bracketed, plain in _STEP.findall(name):
            field = field.within(bracketed or plain)
        if operator:
            tests = {"=": field.values, "!=": field.others, "~": field.texts}[operator]
            tests[text] = tests.get(text, 0) | bit
            field.plain = False
        elif several:
            field.several |= bit
        else:
            field.given |= bit

    def within(self, step: str) -> LookedAt:
        """A field of this one, which there is from now on."""
        known = self.below.get(step)
        if known is None:
            known = self.below[step] = LookedAt()
        return known

    def traps(self, value: Any) -> int:
        """The traps that look at what the field has, and above them those that it rules out."""
        # One walk instead of a search for each trap: only fields that some trap looks at are entered.
        if isinstance(value, dict):
            found, below = self.given if value else 0, self.below
            for key, item in value.items() if below else ():
                if key not in below or item is None:
                    continue
                field = below[key]
                kind = type(item)
                if kind is dict or kind is list:
                    found |= field.traps(item)
                elif not field.plain:
                    found |= field.of_scalar(item)
                elif item != "":
                    # Most fields: they count as soon as they have a value.
                    found |= field.given
            return found
        if isinstance(value, list):
            found = (self.given if value else 0) | (self.several if len(value) > 1 else 0)
            for item in value:
                found |= self.traps(item)
            return found
        return 0 if value is None else self.of_scalar(value)

    def of_scalar(self, value: object) -> int:
        """As `traps`, for a text, a number or a boolean."""
        if isinstance(value, str):
            found, text = self.given if value else 0, value
            for part, traps in self.texts.items():
                if part in value:
                    found |= traps
        else:
            found, text = self.given, str(value).lower() if isinstance(value, bool) else str(value)
        for other, traps in self.others.items():
            if text != other:
                found |= traps
        return found | self.values.get(text, 0)


def looked_at(entries: Mapping[str, Iterable[str]]) -> LookedAt:
    """The tree of the fields of all traps; the bit of a trap is its position."""
    top = LookedAt()
    for position, of_trap in enumerate(entries.values()):
        for entry in of_trap:
            top.add(entry, 1 << (position + len(entries) if entry[0] == "!" else position))
    return top


def called(found: int, traps: int) -> Iterator[int]:
    """The positions of those of a number of traps that have found a field and are not ruled out, in order."""
    left = found & ~(found >> traps) & ((1 << traps) - 1)
    while left:
        yield (left & -left).bit_length() - 1
        left &= left - 1
