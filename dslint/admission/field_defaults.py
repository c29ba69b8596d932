"""How a default is set, and the defaults of types that several others contain.

Kubernetes: SetDefaults_ObjectFieldSelector and SetDefaults_ResourceList in pkg/apis/core/v1/defaults.go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    field_ref = map_at(where or {}, "fieldRef")
    if field_ref is not None:
        fill_empty(field_ref, "apiVersion", "v1")


def round_resources(resources: Map | None) -> None:
    """Quantities finer than a thousandth are rounded up; others stay as written."""
    for name, quantity in (resources or {}).items():
        if quantity is not None:
            resources[name] = milli_at_finest(quantity)  # type: ignore[index]
