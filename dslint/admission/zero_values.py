"""How a default is put into an object: where nothing stands, or where what stands is Go's zero value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Map = dict[str, Any]


def fill_absent(where: Map, key: str, value: object) -> None:
    """Pointers in Go: a value that is given stays, were it 0 or an empty text."""
    if where.get(key) is None:
        where[key] = value


def fill_empty(where: Map, key: str, value: object) -> None:
    """Plain fields in Go: 0 and an empty text are the same as nothing."""
    if not where.get(key):
        where[key] = value


def fill_all_empty(where: Map, defaults: Mapping[str, object]) -> None:
    for key, value in defaults.items():
        fill_empty(where, key, value)


def maps(where: Map, key: str) -> Iterator[Map]:
    """The maps in the list under a key; nothing where there is no list."""
    for item in where.get(key) or ():
        if isinstance(item, dict):
            yield item


def map_at(where: Map, *keys: str) -> Map | None:
    """The map down the keys, None where one of them is missing."""
    for key in keys:
        below = where.get(key)
        if not isinstance(below, dict):
            return None
        where = below
    return where


def copied(value: Any) -> Any:
    """A copy of maps and lists all the way down; scalars are shared."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value
