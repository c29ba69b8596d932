"""A compact inventory as a person writes it, before the schema sees it: nulls, and what YAML makes of `on`."""

from __future__ import annotations

from typing import Any

from dslint.inventory.nulls import without_nulls


def cleaned_inventory(value: Any) -> Any:
    """A new value: absent for null, except for a label that an override takes away; `on` for the key true."""
    cleaned = without_nulls(value)
    for after, before in zip(_items(cleaned, "overrides"), _items(value, "overrides"), strict=True):
        if isinstance(before, dict) and isinstance(before.get("labels"), dict):
            after["labels"] = before["labels"]
    for entry in _items(cleaned, "existingPods"):
        _name_on(entry)
    return cleaned


def _name_on(entry: Any) -> None:
    # YAML 1.1, which Kubernetes reads, takes a bare `on` for the boolean true.
    for key in (True, "true"):
        if isinstance(entry, dict) and key in entry:
            entry["on"] = entry.pop(key)


def _items(inventory: Any, field: str) -> list[Any]:
    spec = inventory.get("spec") if isinstance(inventory, dict) else None
    items = spec.get(field) if isinstance(spec, dict) else None
    return [item for item in items if item is not None] if isinstance(items, list) else []
