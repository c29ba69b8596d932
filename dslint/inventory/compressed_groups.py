"""The node groups of a compressed inventory: what their nodes share, and how names and zones are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.inventory.collector import requests_by_node
from dslint.inventory.host_ranges import Numbered, host_ranges, in_order, numbered, pattern_of
from dslint.inventory.node_groups import MIRRORED, NODE_RESOURCES
from dslint.inventory.node_shapes import virtual_kubelet
from dslint.inventory.pools import declared_taints, free_name, name_of
from dslint.inventory.selected_nodes import ZONE
from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.quantity_text import show

Fields = dict[str, Any]


class Group(NamedTuple):
    """A group. `nodes` are in the order in which `fields` names them."""

    nodes: Sequence[Node]
    fields: Fields


def groups_of(cluster: Cluster) -> list[Group]:
    """In the order of first appearance."""
    totals = _totals(cluster)
    alike: dict[Hashable, list[Node]] = {}
    for node in cluster.nodes:
        alike.setdefault(_kind(node.shape, totals.get(node.name, {})), []).append(node)
    taken: set[str] = set()
    found: list[Group] = []
    for nodes in alike.values():
        shape = nodes[0].shape
        name = shape.group or free_name(name_of(shape, nodes), taken)
        shared = _shared(shape, totals.get(nodes[0].name, {}))
        found += [Group(part, {"name": name, **named, **shared}) for part, named in _named(nodes)]
    return found


def _totals(cluster: Cluster) -> dict[str, dict[str, int]]:
    """The total load of the nodes that have any, including the requests of declared pods."""
    requested = requests_by_node(cluster)
    found: dict[str, dict[str, int]] = {}
    for node in cluster.nodes:
        use = requested.get(node.name, Counter())
        if node.shape.load:
            found[node.name] = {resource: amount + use[resource] for resource, amount in node.shape.load.items()}
    return found


def _kind(shape: Shape, load: Mapping[str, int]) -> Hashable:
    return (
        shape.group,
        frozenset(item for item in shape.labels.items() if item[0] != ZONE),
        declared_taints(shape),
        frozenset(shape.allocatable.items()),
        shape.unknown_resources,
        frozenset(load.items()),
        shape.virtual,
        shape.declared_features,
        frozenset(shape.timing.items()),
        shape.kubelet,
        shape.kubeadm,
    )


def _shared(shape: Shape, load: Mapping[str, int]) -> Fields:
    mirrors = {mirror for key, mirror in MIRRORED.items() if shape.labels.get(mirror) == shape.labels.get(key)}
    fields: Fields = {
        "labels": {key: value for key, value in sorted(shape.labels.items()) if key != ZONE and key not in mirrors},
        "taints": [str(taint) for taint in declared_taints(shape)],
        "allocatable": texts({**_none_of(shape), **shape.allocatable}),
        "virtual": shape.virtual,
        "load": texts(load),
        "declaredFeatures": sorted(shape.declared_features),
        "kubelet": shape.kubelet,
        "kubeadm": shape.kubeadm,
        "timing": {step: plain(seconds) for step, seconds in shape.timing.items()},
    }
    declared = {key: value for key, value in fields.items() if value}
    if not shape.virtual and virtual_kubelet(shape.labels, shape.taints):
        declared["virtual"] = False
    return declared


def _none_of(shape: Shape) -> dict[str, int]:
    """What the node does not have. Left out, it would be unknown."""
    absent = NODE_RESOURCES - shape.allocatable.keys() - shape.unknown_resources
    return dict.fromkeys(sorted(absent), 0) if shape.resources_known else {}


def _named(nodes: Sequence[Node]) -> Iterator[tuple[Sequence[Node], Fields]]:
    """The nodes with the fields that name them, split by zone if one group cannot assign their zones."""
    by_name = {node.name: node for node in nodes}
    for ordered in (list(nodes), [by_name[name] for name in in_order(by_name)]):
        zones = [node.label(ZONE) or "" for node in ordered]
        found = numbered([node.name for node in ordered], zones) if len(nodes) > 1 and _all_or_none(zones) else None
        if found is not None:
            yield ordered, {**_numbered(found), **_zone(zones), **_label_patterns(ordered, zones, found)}
            return
    for zone in dict.fromkeys(zones):
        part = [node for node, at in zip(ordered, zones, strict=True) if at == zone]
        yield from _of_zone(part, zone)


def _of_zone(nodes: Sequence[Node], zone: str) -> Iterator[tuple[Sequence[Node], Fields]]:
    zones = [zone] * len(nodes)
    names = [node.name for node in nodes]
    found = numbered(names, zones) if len(names) > 1 else None
    if found is not None:
        yield nodes, {**_numbered(found), **_zone(zones), **_label_patterns(nodes, zones, found)}
        return
    ranges = host_ranges(names)
    fields: Fields = (
        {"hostRange": ranges[0] if len(ranges) == 1 else ranges} if len(ranges) < len(names) else {"names": names}
    )
    yield nodes, {**fields, **_zone(zones)}


def _all_or_none(zones: Sequence[str]) -> bool:
    """Whether all nodes have a zone, or no node has one."""
    return all(zones) or not any(zones)


def _numbered(found: Numbered) -> Fields:
    fields: Fields = {"count": found.number, "namePattern": found.pattern}
    return fields if found.slots_per_rack is None else {**fields, "slotsPerRack": found.slots_per_rack}


def _label_patterns(nodes: Sequence[Node], zones: Sequence[str], names: Numbered) -> Fields:
    """Labels with numbers that follow the nodes' names: hostnames other than the name, instance numbers, racks."""
    patterns: dict[str, str] = {}
    for key in nodes[0].own_labels:
        values = [node.own_labels.get(key, "") for node in nodes]
        found = pattern_of(values, zones, names) if values != [node.name for node in nodes] else None
        if found is not None:
            patterns[key] = found
    return {"labelPattern": patterns} if patterns else {}


def _zone(zones: Sequence[str]) -> Fields:
    turns = list(dict.fromkeys(zones))
    if turns == [""]:
        return {}
    return {"zone": turns[0]} if len(turns) == 1 else {"zones": turns}


def texts(amounts: Mapping[str, int]) -> dict[str, str]:
    """Quantities by resource."""
    return {resource: show(resource, amount) for resource, amount in amounts.items()}


def plain(number: float) -> int | float:
    """20.0 as 20."""
    return int(number) if number == int(number) else number
