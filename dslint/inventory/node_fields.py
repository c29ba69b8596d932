"""The fields of nodes in a compact inventory as the values of a Shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dslint.inventory.amounts import Amounts, UndeclaredAmountError, amounts, load_of, seconds
from dslint.inventory.compact_types import ChangedFields, Condition, NodeFields, Status, Taints, Timing
from dslint.inventory.errors import Place
from dslint.inventory.node_change import NodeChange
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.release import UnknownVersionError, parse_version, show
from dslint.kubernetes.taints import Taint

DEFAULT_MAX_PODS = 110
"""The default of the kubelet's maxPods."""


def taints_from(declared: Taints) -> tuple[Taint, ...]:
    """From taints in kubectl's short form and objects, which are already checked."""
    return tuple(
        Taint.parse(item) if isinstance(item, str) else Taint(item.key, item.value, item.effect) for item in declared
    )


def statuses(declared: Mapping[Condition, Status]) -> dict[str, str]:
    """Status by condition. In YAML, True and False without quotes are booleans; the strings are meant."""
    return {key: value if isinstance(value, str) else str(value) for key, value in declared.items()}


def merged(parts: Iterable[Amounts]) -> Amounts:
    result: Amounts = {}
    for part in parts:
        result.update(part)
    return result


def allocatable_from(levels: Sequence[NodeFields], place: Place) -> dict[str, int]:
    """Allocatable by resource: a later level wins over an earlier one, allocatable over capacity minus reserved.

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
    """The change that an override declares. Raises InventoryError."""
    return NodeChange(
        labels=fields.labels,
        taints=taints_from(fields.taints),
        unschedulable=fields.unschedulable,
        conditions=statuses(fields.conditions),
        virtual=virtual_from([fields]),
        allocatable=_amounts(fields.allocatable, place),
        load=fields.load,
        timing=timing_from(fields.timing),
        images=images_from([fields], place),
        declared_features=frozenset(fields.declared_features),
        kubelet=kubelet_from([fields], place) or None,
        kubeadm=fields.kubeadm,
    )


def virtual_from(levels: Sequence[ChangedFields]) -> str | None:
    """What acts as the kubelet, from the last level that declares it; "" on a machine, None where no level does."""
    declared = [level.virtual for level in levels if level.virtual is not None]
    if not declared:
        return None
    return declared[-1] if isinstance(declared[-1], str) else ""


def kubelet_from(levels: Sequence[ChangedFields], place: Place) -> str:
    """The kubelets' minor version, from the last level that declares it, else "". Raises InventoryError."""
    declared = [level.kubelet for level in levels if level.kubelet is not None]
    try:
        return show(parse_version(declared[-1])) if declared else ""
    except UnknownVersionError as error:
        raise place.error(str(error), ("kubelet",)) from error


def kubeadm_from(levels: Sequence[ChangedFields]) -> bool:
    declared = [level.kubeadm for level in levels if level.kubeadm is not None]
    return bool(declared and declared[-1])


def unschedulable_from(levels: Sequence[ChangedFields]) -> bool:
    declared = [level.unschedulable for level in levels if level.unschedulable is not None]
    return bool(declared and declared[-1])


def images_from(levels: Sequence[ChangedFields], place: Place) -> dict[str, int]:
    """Sizes in bytes by name. Raises InventoryError."""
    try:
        return amounts(merged(level.images for level in levels))
    except QuantityError as error:
        raise place.error(str(error), ("images",)) from error
