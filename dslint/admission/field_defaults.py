"""How a default is set, and the defaults of types that several others contain.

An object and its copy with defaults share what has no defaults: a part is copied before it gets any (`own_map`).

Kubernetes: SetDefaults_ObjectFieldSelector and SetDefaults_ResourceList in pkg/apis/core/v1/defaults.go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.kubernetes.quantity_text import milli_at_finest

Map = dict[str, Any]


def fill_absent(where: Map, key: str, value: object) -> None:
    """For pointers in Go: a value that is set stays, even 0 or an empty string."""
    if where.get(key) is None:
        where[key] = value


def fill_empty(where: Map, key: str, value: object) -> None:
    """For plain fields in Go: 0 and an empty string count as not set."""
    if not where.get(key):
        where[key] = value


def fill_all_empty(where: Map, defaults: Mapping[str, object]) -> None:
    for key, value in defaults.items():
        fill_empty(where, key, value)


def own_map(where: Map, key: str) -> Map | None:
    """The map under a key, replaced by a copy that may be changed; None if there is none."""
    below = where.get(key)
    if not isinstance(below, dict):
        return None
    own: Map = dict(below)
    where[key] = own
    return own


def own_maps(where: Map, key: str) -> list[Map]:
    """The maps in the list under a key, if there is one, replaced by copies that may be changed."""
    items = where.get(key)
    if not items or not isinstance(items, list):
        return []
    own = where[key] = [dict(item) if isinstance(item, dict) else item for item in items]
    return [item for item in own if isinstance(item, dict)]


def replace_maps(where: Map, key: str, change: Callable[[Map], Map]) -> None:
    """Replace the maps in the list under a key, if there is one, each by its changed copy."""
    items = where.get(key)
    if items and isinstance(items, list):
        where[key] = [change(item) if isinstance(item, dict) else item for item in items]


def made_map(where: Map, key: str) -> Map:
    """As own_map; an empty one where the key is missing."""
    own = where[key] = dict(where.get(key) or {})
    return own


def maps(where: Map, key: str) -> Iterator[Map]:
    """The maps in the list under a key, if there is one."""
    for item in where.get(key) or ():
        if isinstance(item, dict):
            yield item


def map_at(where: Map, *keys: str) -> Map | None:
    """The map at the end of the keys; None if one of them is missing."""
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


def default_field_reference(where: Map | None) -> None:
    """The fieldRef of an environment variable or a downwardAPI file is of v1 by default."""
    if where is None or "fieldRef" not in where:
        return
    field_ref = own_map(where, "fieldRef")
    if field_ref is not None:
        fill_empty(field_ref, "apiVersion", "v1")


def round_resources(where: Map | None, *names: str) -> None:
    """Quantities finer than a thousandth are rounded up in these resource lists; others stay as written."""
    for name in names if where else ():
        quantities = where.get(name)  # type: ignore[union-attr]
        if isinstance(quantities, dict):
            rounded = {key: None if found is None else milli_at_finest(found) for key, found in quantities.items()}
            where[name] = rounded  # type: ignore[index]
