"""A compact inventory as people write it -> its typed form. Resolves nulls, checks types and further rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dslint.inventory.compact_types import ChangedFields, ExistingPods, Inventory, Match, NodeGroup, Spec
from dslint.inventory.errors import InventoryError, InventoryErrors, Place

SPEEDS = frozenset({"controllerQps", "schedulerPodsPerSecond"})


def read_compact(value: Any, place: Place) -> Inventory:
    """Raises InventoryError if the inventory breaks the schema."""
    cleaned = cleaned_inventory(value)
    message = "breaks the schema of inventories; see dslint schema Inventory"
    try:
        inventory = msgspec.convert(cleaned, Inventory)
    except msgspec.ValidationError as error:
        message = str(error)
    else:
        if all(_rules(inventory.spec)):
            return inventory
    errors = _errors(cleaned, place)
    raise InventoryErrors(errors) if errors else place.type_error(message, cleaned)


def _errors(value: Any, place: Place) -> list[InventoryError]:
    """The errors that the schema finds, with their advice; none for a value that the schema allows."""
    from dslint.own_files.schema import faults

    found = faults(value, "inventory", lambda path: (place.line(path) or 0,))
    return [place.error(fault.message, fault.path) for fault in found]


def _rules(spec: Spec) -> Iterator[bool]:
    yield _unique(spec.zones)
    yield _timing_is_valid(spec)
    yield _virtual_is_named(spec.defaults)
    for group in spec.node_groups:
        yield _named_once(group) and _unique(group.zones) and _virtual_is_named(group)
    for override in spec.overrides:
        yield _is_not_empty(override.match) and _virtual_is_named(override)
    for entry in spec.existing_pods:
        yield _owned_once(entry) and (not isinstance(entry.on, Match) or _is_not_empty(entry.on))


def _unique(zones: list[str] | None) -> bool:
    return zones is None or len(set(zones)) == len(zones)


def _timing_is_valid(spec: Spec) -> bool:
    return all((key in SPEEDS) is not isinstance(value, dict) and value != 0 for key, value in spec.timing.items())


def _virtual_is_named(fields: ChangedFields) -> bool:
    return fields.virtual is not True


def _named_once(group: NodeGroup) -> bool:
    return (group.count, group.names, group.host_range).count(None) == 2


def _is_not_empty(match: Match) -> bool:
    return match != Match()


def _owned_once(entry: ExistingPods) -> bool:
    return (entry.daemon_set, entry.deployment, entry.stateful_set, entry.job, entry.name).count(None) == 4


def cleaned_inventory(value: Any) -> Any:
    """A new value without nulls. A null is an absent field, or for a label the value "", in an override its removal."""
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
    # In YAML 1.1, as Kubernetes reads it, `on` without quotes is the boolean true.
    for key in (True, "true"):
        if isinstance(entry, dict) and key in entry:
            entry["on"] = entry.pop(key)


def _items(inventory: Any, field: str) -> list[Any]:
    spec = inventory.get("spec") if isinstance(inventory, dict) else None
    items = spec.get(field) if isinstance(spec, dict) else None
    return items if isinstance(items, list) else []
