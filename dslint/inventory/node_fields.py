"""The fields of a compact inventory's nodes as the values that a Shape holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dslint.inventory.amounts import Amounts, UndeclaredAmountError, amounts, load_of, seconds
from dslint.inventory.compact_types import ChangedFields, Condition, NodeFields, Status, Taints, Timing
from dslint.inventory.errors import Place
from dslint.inventory.node_change import NodeChange
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.taints import Taint

MOST_PODS = 110
"""The default of the kubelet's maxPods."""


def taints_from(declared: Taints) -> tuple[Taint, ...]:
    """From kubectl's short form or objects, which the schema has checked."""
    return tuple(
        Taint.parse(item) if isinstance(item, str) else Taint(item.key, item.value, item.effect) for item in declared
    )


def statuses(declared: Mapping[Condition, Status]) -> dict[str, str]:
    """Condition to status; YAML's bare true and false are meant as the texts."""
    return {key: value if isinstance(value, str) else str(value) for key, value in declared.items()}


def merged(parts: Iterable[Amounts]) -> Amounts:
    whole: Amounts = {}
    for part in parts:
        whole.update(part)
    return whole


def allocatable_from(levels: Sequence[NodeFields], place: Place) -> dict[str, int]:
    """What pods may request: by resource, a later level over an earlier one, allocatable over capacity less reserved.

    Raises InventoryError.
    """
    try:
        reserved = amounts(merged(level.reserved for level in levels))
        found: dict[str, int] = {}
        for level in levels:
            capacity = amounts(level.capacity)
            found.update({name: max(0, amount - reserved.get(name, 0)) for name, amount in capacity.items()})
            found.update(amounts(level.allocatable))
    except QuantityError as error:
        raise place.error(str(error), ("allocatable",)) from error
    return found


def _amounts(declared: Amounts, place: Place) -> dict[str, int]:
    try:
        return amounts(declared)
    except QuantityError as error:
        raise place.error(str(error), ("allocatable",)) from error


def load_from(levels: Sequence[ChangedFields], allocatable: Mapping[str, int], place: Place) -> dict[str, int]:
    """Raises InventoryError."""
    try:
        return load_of(merged(level.load for level in levels), allocatable)
    except (UndeclaredAmountError, QuantityError) as error:
        raise place.error(str(error), ("load",)) from error


def timing_from(timing: Timing) -> dict[str, float]:
    """In seconds."""
    return {step: seconds(duration) for step, duration in timing.items()}


def change_from(fields: ChangedFields, place: Place) -> NodeChange:
    """What an override says. Raises InventoryError."""
    return NodeChange(
        labels=fields.labels,
        taints=taints_from(fields.taints),
        unschedulable=fields.unschedulable,
        conditions=statuses(fields.conditions),
        virtual=None if fields.virtual is None else virtual_from([fields]),
        allocatable=_amounts(fields.allocatable, place),
        load=fields.load,
        timing=timing_from(fields.timing),
        images=images_from([fields], place),
        declared_features=frozenset(fields.declared_features),
    )


def virtual_from(levels: Sequence[ChangedFields]) -> str:
    """What acts as the kubelet, from the last level that declares it; "" on a real node."""
    told = [level.virtual for level in levels if level.virtual is not None]
    return told[-1] if told and isinstance(told[-1], str) else ""


def unschedulable_from(levels: Sequence[ChangedFields]) -> bool:
    told = [level.unschedulable for level in levels if level.unschedulable is not None]
    return bool(told and told[-1])


def images_from(levels: Sequence[ChangedFields], place: Place) -> dict[str, int]:
    """Name to size in bytes. Raises InventoryError."""
    try:
        return amounts(merged(level.images for level in levels))
    except QuantityError as error:
        raise place.error(str(error), ("images",)) from error
