"""Node groups -> nodes: names, zones, labels, allocatable, and which nodes are not ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dslint.inventory.assumptions import Assumptions
from dslint.inventory.compact_types import NodeFields, NodeGroup, Spec
from dslint.inventory.condition_taints import completed, has_value_of_no_label, pressure_of, taints_of, untainted_of
from dslint.inventory.errors import Place
from dslint.inventory.node_change import NodeChange
from dslint.inventory.node_fields import (
    DEFAULT_MAX_PODS,
    allocatable_from,
    images_from,
    kubeadm_from,
    kubelet_from,
    load_from,
    statuses,
    taints_from,
    timing_from,
    unschedulable_from,
    virtual_from,
)
from dslint.inventory.node_names import Pattern, PatternError, Positions, host_range, positions
from dslint.inventory.node_shapes import Shapes, virtual_kubelet
from dslint.inventory.selected_nodes import ARCH, OS, ZONE, sampled
from dslint.kubernetes.cluster import HOSTNAME, Node, Shape
from dslint.kubernetes.release import Release
from dslint.limits import INVENTORY_NODES

# The node lifecycle controller copies the new labels to these old labels (labelReconcileInfo).
MIRRORED = {OS: "beta.kubernetes.io/os", ARCH: "beta.kubernetes.io/arch"}
DEFAULT_LABELS = {OS: "linux", ARCH: "amd64"}
NODE_RESOURCES = frozenset({"cpu", "memory", "ephemeral-storage"})
"""What every kubelet advertises. A group that leaves one out has an unknown amount of it."""

NOT_READY = NodeChange(conditions={"Ready": "False"})
DEAD = NodeChange(conditions={"Ready": "Unknown"})
"""The kubelet no longer reports."""


class Expansion(NamedTuple):
    """What all groups of an inventory share."""

    spec: Spec
    place: Place
    release: Release
    shapes: Shapes
    assumptions: Assumptions


class GroupNodes(NamedTuple):
    """The nodes of a group, and the indices of those that are not ready or dead."""

    nodes: list[Node]
    not_ready: tuple[int, ...]


def expand_group(group: NodeGroup, place: Place, of: Expansion, start: int) -> GroupNodes:
    """The nodes of a group; their indices begin at `start`. Raises InventoryError."""
    number = _count(group, place)
    if start + number > INVENTORY_NODES:
        raise place.error(f"the groups up to this one have more than {INVENTORY_NODES:,} nodes; declare fewer")
    at = positions(number, group.zones or _zones(group, of.spec), group.slots_per_rack)
    names = names_of(group, at, place)
    own_labels, zoned_labels = _pattern_labels(group, at, place)
    shapes = {
        zone: _shape(group, zone, {key: texts[zone] for key, texts in zoned_labels.items()}, place, of)
        for zone in dict.fromkeys(at.zones)
    }
    _count_assumed(group, len(names), of)
    nodes = [
        Node(start + index, name, shapes[zone], {HOSTNAME: name, **own} if own else {HOSTNAME: name})
        for index, (name, zone, own) in enumerate(zip(names, at.zones, own_labels, strict=True))
    ]
    return _with_not_ready(nodes, group, of)


def _with_not_ready(nodes: list[Node], group: NodeGroup, of: Expansion) -> GroupNodes:
    not_ready = sampled(range(len(nodes)), group.not_ready) if group.not_ready else []
    dead = sampled(range(len(nodes)), group.dead, not_ready) if group.dead else []
    for change, indices in ((NOT_READY, not_ready), (DEAD, dead)):
        for index in indices:
            nodes[index] = change.apply(nodes[index], of.shapes, of.release)
    of.assumptions.count("not-ready", len({*not_ready} - {*dead}))
    of.assumptions.count("dead", len(dead))
    return GroupNodes(nodes, tuple(sorted(nodes[index].index for index in {*not_ready, *dead})))


def names_of(group: NodeGroup, at: Positions, place: Place) -> list[str]:
    """The nodes' names in order. Raises InventoryError."""
    if group.names is not None:
        return group.names
    if group.host_range is not None:
        return _host_range(group.host_range, place)
    pattern = _parsed(group.name_pattern or "{group}-{n}", place, ("namePattern",))
    _check_racks(pattern, group, place, ("namePattern",))
    names = pattern.values(group.name, at)
    if len(names) > 1 and len(set(names)) < len(names):
        raise place.error("gives several nodes the same name; add the node's number, {n}", ("namePattern",))
    return names


def _count(group: NodeGroup, place: Place) -> int:
    if group.names is not None:
        return len(group.names)
    if group.host_range is not None:
        return len(_host_range(group.host_range, place))
    return group.count or 0


def _host_range(text: str | list[str], place: Place) -> list[str]:
    try:
        return host_range(text)
    except PatternError as error:
        raise place.error(str(error), ("hostRange",)) from error


def _zones(group: NodeGroup, spec: Spec) -> list[str]:
    return [group.zone] if group.zone else spec.zones or []


def _parsed(text: str, place: Place, path: tuple[str, ...]) -> Pattern:
    try:
        return Pattern.parse(text)
    except PatternError as error:
        raise place.error(str(error), path) from error


def _check_racks(pattern: Pattern, group: NodeGroup, place: Place, path: tuple[str, ...]) -> None:
    if group.slots_per_rack is None and {"rack", "slot"} & set(pattern.fields):
        raise place.error("{rack} and {slot} need slotsPerRack, the number of nodes in a rack", path)


def _pattern_labels(
    group: NodeGroup, at: Positions, place: Place
) -> tuple[list[dict[str, str]] | list[None], dict[str, dict[str, str]]]:
    """The labels of labelPattern: by node (None for no labels), and by zone those that only depend on the zone."""
    numbered: dict[str, list[str]] = {}
    zoned: dict[str, dict[str, str]] = {}
    for key, text in group.label_pattern.items():
        pattern = _parsed(text, place, ("labelPattern", key))
        _check_racks(pattern, group, place, ("labelPattern", key))
        values = pattern.values(group.name, at)
        if set(pattern.fields) <= {"zone", "group"}:
            zoned[key] = dict(zip(at.zones, values, strict=True))
        else:
            numbered[key] = values
    if not numbered:
        return [None] * len(at.numbers), zoned
    return [dict(zip(numbered, values, strict=True)) for values in zip(*numbered.values(), strict=True)], zoned


def _shape(group: NodeGroup, zone: str, zoned: Mapping[str, str], place: Place, of: Expansion) -> Shape:
    levels = [of.spec.defaults, group]
    allocatable = allocatable_from(levels, place)
    known = bool(allocatable)
    if known:
        allocatable.setdefault("pods", DEFAULT_MAX_PODS)
    conditions = statuses({**of.spec.defaults.conditions, **group.conditions})
    is_unschedulable = unschedulable_from(levels)
    derived = taints_of(conditions, of.release, unschedulable=is_unschedulable)
    labels = _labels(levels, zone, zoned)
    taints = completed(taints_from([*of.spec.defaults.taints, *group.taints]), derived)
    virtual = virtual_from(levels)
    shape = Shape(
        labels=labels,
        taints=taints,
        unschedulable=is_unschedulable,
        allocatable=allocatable,
        load=load_from(levels, allocatable, place),
        ready=conditions.get("Ready", "True"),
        pressure=pressure_of(conditions),
        conditions=untainted_of(conditions, of.release),
        group=group.name,
        virtual=virtual_kubelet(labels, taints) if virtual is None else virtual,
        resources_known=known,
        unknown_resources=NODE_RESOURCES.difference(allocatable),
        declared_features=frozenset((*of.spec.defaults.declared_features, *group.declared_features)),
        images=images_from(levels, place),
        kubelet=kubelet_from(levels, place),
        kubeadm=kubeadm_from(levels),
        timing=_timing(levels, of.spec, group.name),
        source=(place.file, place.line() or 0) if place.file else None,
    )
    return of.shapes.of(shape)


def _labels(levels: Sequence[NodeFields], zone: str, zoned: Mapping[str, str]) -> dict[str, str]:
    labels: dict[str, str] = dict(zoned)
    for level in levels:
        labels.update({key: value for key, value in level.labels.items() if value is not None})
    labels = {**({ZONE: zone} if zone else {}), **DEFAULT_LABELS, **labels}
    return {**{MIRRORED[key]: labels[key] for key in MIRRORED}, **labels}


def _timing(levels: Sequence[NodeFields], spec: Spec, group: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in (spec.timing.get("default"), levels[0].timing, spec.timing.get(group), levels[1].timing):
        if isinstance(part, dict):
            found.update(timing_from(part))
    return found


def _count_assumed(group: NodeGroup, count: int, of: Expansion) -> None:
    """Counts what the inventory does not declare for the nodes of the group."""
    levels = [of.spec.defaults, group]
    declared = {key for level in levels for key in level.labels}
    assumed_of = {key: key not in declared for key in DEFAULT_LABELS}
    assumed_of["hostname"] = HOSTNAME not in declared
    assumed_of["mirrored"] = not declared >= set(MIRRORED.values())
    amounts = [level.allocatable for level in levels] + [level.capacity for level in levels]
    assumed_of["resources"] = not any(amounts)
    assumed_of["pods"] = any(amounts) and not any("pods" in amount for amount in amounts)
    assumed_of["capacity"] = not any(level.allocatable or level.reserved for level in levels) and any(amounts)
    taints = taints_from([*of.spec.defaults.taints, *group.taints])
    assumed_of["taint-values"] = has_value_of_no_label(taints, of.release)
    for key, assumed in assumed_of.items():
        of.assumptions.count(key, count if assumed else 0)
