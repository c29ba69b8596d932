"""Values made different: types swapped, fields added, left out, renamed or moved, odd scalars at any path."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from tests.fuzz.scalars import odd_key, odd_text, odd_value

Fields = Mapping[str, Mapping[str, Sequence[Any]]]
"""What stands where in valid objects: by the name of a map, its fields, each with some of its values."""


class Slot(NamedTuple):
    """A place in a value: its map or list, the key there, and the name of the nearest field around it."""

    holder: Any
    key: Any
    parent: str

    @property
    def value(self) -> Any:
        return self.holder[self.key]

    @property
    def name(self) -> str:
        return self.key if isinstance(self.key, str) else self.parent


class Changes(NamedTuple):
    """How to change values. `fields` are valid ones to draw from; `written` allows what only a text can say.

    `gently` keeps to fields and values that valid objects have.
    """

    random: Random
    fields: Fields
    written: bool = True
    gently: bool = False

    def of(self, value: Any, times: int) -> Any:
        """A copy that is changed so many times."""
        root = {"": copy.deepcopy(value)}
        for _ in range(times):
            slot = self.random.choice(slots_of(root))
            self.random.choice(GENTLE_WAYS if self.gently else WAYS)(self, slot)
            if "" not in root:
                root = {"": copy.deepcopy(value)}
        return root[""]

    def seen(self, parent: str, name: str) -> Any:
        """A value that this field has in a valid object; an odd one where it has none."""
        values = self.fields.get(parent, {}).get(name) or self.fields.get("", {}).get(name)
        return copy.deepcopy(self.random.choice(values)) if values else self.odd()

    def odd(self) -> Any:
        return odd_value(self.random, written=self.written)


def slots_of(root: Any) -> list[Slot]:
    """All places below a value, without recursion: values may be deep."""
    found: list[Slot] = []
    open_: list[tuple[Any, str]] = [(root, "")]
    while open_:
        holder, parent = open_.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            slot = Slot(holder, key, parent)
            found.append(slot)
            if isinstance(slot.value, (dict, list)):
                open_.append((slot.value, slot.name))
    return found


def replace_by_odd(changes: Changes, slot: Slot) -> None:
    slot.holder[slot.key] = changes.odd()


def replace_by_text(changes: Changes, slot: Slot) -> None:
    slot.holder[slot.key] = odd_text(changes.random)


def replace_by_seen(changes: Changes, slot: Slot) -> None:
    slot.holder[slot.key] = changes.seen(slot.parent, slot.name)


def add_field(changes: Changes, slot: Slot) -> None:
    """A field that valid objects have here, too."""
    value, parent = slot.value, slot.name
    if isinstance(value, list) and value:
        value = changes.random.choice(value)
    known = list(changes.fields.get(parent, ()))
    if isinstance(value, dict) and known:
        name = changes.random.choice(known)
        value[name] = changes.seen(parent, name)
    elif isinstance(value, dict):
        value[odd_text(changes.random)] = changes.odd()


def add_odd_key(changes: Changes, slot: Slot) -> None:
    if isinstance(slot.value, dict):
        slot.value[odd_key(changes.random, written=changes.written)] = changes.odd()


def rename(changes: Changes, slot: Slot) -> None:
    if isinstance(slot.holder, dict) and slot.key != "":
        slot.holder[odd_key(changes.random, written=changes.written)] = slot.holder.pop(slot.key)


def leave_out(_changes: Changes, slot: Slot) -> None:
    if slot.key != "":
        del slot.holder[slot.key]


def repeat(changes: Changes, slot: Slot) -> None:
    if isinstance(slot.holder, list):
        slot.holder.insert(changes.random.randint(0, len(slot.holder)), copy.deepcopy(slot.value))


def wrap(changes: Changes, slot: Slot) -> None:
    value = slot.value
    slot.holder[slot.key] = changes.random.choice(
        ([value], [value, value], {"a": value}, [[value]], {slot.name: value})
    )


def unwrap(changes: Changes, slot: Slot) -> None:
    value = slot.value
    if isinstance(value, dict) and value:
        slot.holder[slot.key] = changes.random.choice(list(value.values()))
    elif isinstance(value, list) and value:
        slot.holder[slot.key] = changes.random.choice(value)


def swap_type(changes: Changes, slot: Slot) -> None:
    value = slot.value
    if isinstance(value, dict):
        options: list[Any] = [
            list(value),
            list(value.items()) and [list(item) for item in value.items()],
            str(len(value)),
        ]
    elif isinstance(value, list):
        options = [dict.fromkeys(map(str, range(len(value))), value), "", len(value)]
    elif isinstance(value, str):
        as_hex = value.encode("utf-8", "surrogatepass").hex()
        options = [[value], {value: value}, value + "\n", value * 2, value.upper(), len(value), as_hex]
    else:
        options = [str(value), [value], not value, {"a": value}]
    slot.holder[slot.key] = changes.random.choice(options)


def move(changes: Changes, slot: Slot) -> None:
    """A value from elsewhere in the same map or list."""
    others = [other for other in slots_of(slot.holder)[:50] if other.value is not slot.value]
    if others:
        slot.holder[slot.key] = copy.deepcopy(changes.random.choice(others).value)


WAYS: tuple[Callable[[Changes, Slot], None], ...] = (
    *[replace_by_odd] * 4,
    *[replace_by_text] * 2,
    *[replace_by_seen] * 4,
    *[add_field] * 6,
    add_odd_key,
    rename,
    leave_out,
    leave_out,
    repeat,
    wrap,
    unwrap,
    swap_type,
    swap_type,
    move,
)

GENTLE_WAYS = (*[replace_by_seen] * 4, *[add_field] * 6, leave_out, leave_out, repeat, move)


def gathered(fields: dict[str, dict[str, list[Any]]], value: Any, parent: str = "", most: int = 12) -> None:
    """Add what stands where in a valid value."""
    for slot in slots_of({parent: value} if parent else value):
        if isinstance(slot.key, str):
            for place in ("", slot.parent):
                values = fields.setdefault(place, {}).setdefault(slot.key, [])
                if len(values) < most and slot.value not in values:
                    values.append(slot.value)
