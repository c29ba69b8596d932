"""A compact inventory as a person writes it, before the schema sees it: nulls, and what YAML makes of `on`."""

from __future__ import annotations

from typing import Any


def cleaned_inventory(value: Any) -> Any:
    """A new value. A null is an absent field; of a label it is the empty text, and in an override it takes it away."""
    cleaned = _cleaned(value, patch=False)
    for entry in _items(cleaned, "existingPods"):
        _name_on(entry)
    return cleaned


def _cleaned(value: Any, *, patch: bool) -> Any:
    if isinstance(value, list):
        return [_cleaned(item, patch=patch) for item in value if item is not None]
    if not isinstance(value, dict):
        return value
    return {
        key: _labels(item, patch=patch) if key == "labels" else _cleaned(item, patch=patch or key == "overrides")
        for key, item in value.items()
        if item is not None
    }


def _labels(labels: Any, *, patch: bool) -> Any:
    if not isinstance(labels, dict) or patch:
        return labels
    return {key: "" if value is None else value for key, value in labels.items()}


def _name_on(entry: Any) -> None:
    # YAML 1.1, which Kubernetes reads, takes a bare `on` for the boolean true.
    for key in (True, "true"):
        if isinstance(entry, dict) and key in entry:
            entry["on"] = entry.pop(key)


def _items(inventory: Any, field: str) -> list[Any]:
    spec = inventory.get("spec") if isinstance(inventory, dict) else None
    items = spec.get(field) if isinstance(spec, dict) else None
    return items if isinstance(items, list) else []
