"""`kind: List` and lists of one kind (`DaemonSetList`) as kubectl unfolds them: item by item."""

from __future__ import annotations

from typing import Any

from dslint.findings import FieldPath

_SUFFIX = "List"


def items_of_lists(value: Any) -> list[tuple[FieldPath, Any]]:
    """The objects of a value, each with its path; a value that is not a list is the only object.

    An item without a kind gets it from the kind of the list.
    """
    found: list[tuple[FieldPath, Any]] = []
    waiting: list[tuple[FieldPath, Any]] = [((), value)]
    while waiting:
        path, value = waiting.pop()
        if not is_list(value):
            found.append((path, value))
            continue
        items = value.get("items") or ()
        waiting.extend(((*path, "items", index), _typed(item, value)) for index, item in reversed([*enumerate(items)]))
    return found


def is_list(value: Any) -> bool:
    """Whether an object is a list of objects."""
    if not isinstance(value, dict):
        return False
    kind = value.get("kind")
    if not isinstance(kind, str) or not kind.endswith(_SUFFIX):
        return False
    return isinstance(value.get("items"), list | None) and (kind == _SUFFIX or "items" in value)


def _typed(item: Any, parent: dict[str, Any]) -> Any:
    kind = parent["kind"].removesuffix(_SUFFIX)
    if not isinstance(item, dict) or not kind or item.get("kind"):
        return item
    return {"apiVersion": parent.get("apiVersion"), "kind": kind, **item}
