"""A Cluster as a compact inventory: groups of nodes, overrides for nodes that differ, pods by owner."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dslint.inventory.compressed_groups import Fields, Group, groups_of, plain
from dslint.inventory.compressed_pods import CompressedPods, GroupMembers, pods_of
from dslint.inventory.condition_taints import condition_of, taints_of
from dslint.inventory.declared_kinds import declaration
from dslint.inventory.node_groups import MIRRORED
from dslint.inventory.own_labels import MANY_VALUES
from dslint.inventory.pools import CONDITION_TAINT_KEYS
from dslint.kubernetes.cluster import HOSTNAME, Cluster, Node
from dslint.kubernetes.release import DEFAULT_VERSION, Release
from dslint.progress import watched

API_VERSION = "dslint.dev/v1"
LIFTED = ("unschedulable", "conditions", "staticPods")
"""Fields that move to the group if all its nodes have the same value."""
DROPPED_METADATA = ("managedFields", "resourceVersion", "selfLink", "generation")
LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


@dataclass(slots=True)
class Compressed:
    """`inventory` is the compact document, `objects` are other documents, `left_out` says what is in neither."""

    inventory: dict[str, Any]
    objects: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def compress(cluster: Cluster) -> Compressed:
    """Reading the result gives the same nodes and pods, except for their order and for what `left_out` says."""
    release = Release.of(cluster.kubernetes_version or DEFAULT_VERSION)
    groups = groups_of(cluster)
    pods = pods_of(cluster, groups)
    left_out: list[str] = []
    unique = _unique_labels(cluster, groups, left_out)
    members = [(node, group) for group in groups for node in group.nodes]
    differences = {
        node.name: _differences(node, group, pods, unique, cluster, release)
        for node, group in watched.get()(members, "compressing nodes")
    }
    for group in groups:
        _lift(group, differences)
    labels = _common_labels(groups)
    spec: Fields = {
        "kubernetesVersion": cluster.kubernetes_version,
        "defaults": {"labels": labels} if labels else None,
        "nodeGroups": [_without_defaults(group.fields, labels, cluster) for group in groups],
        "overrides": _overrides(differences, groups),
        "staticPods": pods.static,
        "existingPods": pods.existing,
        "timing": _timing(cluster),
        "complete": declaration(cluster.complete),
    }
    inventory = {
        "apiVersion": API_VERSION,
        "kind": "Inventory",
        "metadata": {"name": cluster.name},
        "spec": {key: value for key, value in spec.items() if value},
    }
    left_out += _left_out(cluster)
    return Compressed(inventory, [*pods.manifests, *_objects(cluster)], left_out)


def _differences(
    node: Node, group: Group, pods: CompressedPods, unique: frozenset[str], cluster: Cluster, release: Release
) -> Fields:
    """The fields of the node that its group does not have."""
    shape = node.shape
    conditions = {} if shape.ready == "True" else {"Ready": shape.ready}
    conditions.update(dict.fromkeys((*shape.pressure, *shape.conditions), "True"))
    shown = {(taint.key, taint.effect) for taint in shape.taints}
    for taint in shape.taints:
        condition = condition_of(taint)
        if condition and condition != "Ready":
            conditions[condition] = "True"
    derived = {(taint.key, taint.effect) for taint in taints_of(conditions, release, unschedulable=shape.unschedulable)}
    fields: Fields = {
        "unschedulable": shape.unschedulable,
        "conditions": conditions,
        "taints": [
            str(taint)
            for taint in shape.taints
            if taint.key in CONDITION_TAINT_KEYS and (taint.key, taint.effect) in shown - derived
        ],
        "labels": dict(_label_differences(node, group.fields, unique)),
        "staticPods": [*cluster.static_folders.get(node.name, ()), *pods.static_on.get(node.name, ())],
    }
    return {key: value for key, value in fields.items() if value}


def _label_differences(node: Node, fields: Fields, unique: frozenset[str]) -> Iterator[tuple[str, str | None]]:
    patterned = fields.get("labelPattern", {})
    for key in sorted({HOSTNAME, *node.own_labels} - patterned.keys() - unique):
        value = node.own_labels.get(key)
        if value != (node.name if key == HOSTNAME else None):
            yield key, value
    labels = node.shape.labels
    for key, mirror in MIRRORED.items():
        if key not in labels:
            yield key, None
        if mirror not in labels:
            yield mirror, None


def _unique_labels(cluster: Cluster, groups: Sequence[Group], left_out: list[str]) -> frozenset[str]:
    """Labels whose values differ on all of many nodes and follow no pattern; only one node can be selected by them."""
    values: dict[str, list[str]] = {}
    patterned = {key for group in groups for key in group.fields.get("labelPattern", {})}
    for node in cluster.nodes:
        for key, value in node.own_labels.items():
            values.setdefault(key, []).append(value)
    unique = {
        key
        for key, found in values.items()
        if key not in patterned and key != HOSTNAME and len(set(found)) == len(found) > MANY_VALUES
    }
    left_out += [f"label {key}: a different value on each node" for key in sorted(unique)]
    return frozenset(unique)


def _lift(group: Group, differences: Mapping[str, Fields]) -> None:
    for key in LIFTED:
        first = differences[group.nodes[0].name].get(key)
        if first and all(differences[node.name].get(key) == first for node in group.nodes):
            group.fields[key] = first
            for node in group.nodes:
                del differences[node.name][key]


def _overrides(differences: Mapping[str, Fields], groups: Sequence[Group]) -> list[Fields]:
    """One for each value of each field, for all nodes with that value."""
    alike: dict[str, set[str]] = {}
    for node, fields in differences.items():
        for part in _parts(fields):
            alike.setdefault(json.dumps(part), set()).add(node)
    merged: dict[tuple[str, frozenset[str]], Fields] = {}
    for text, nodes in alike.items():
        for key, value in json.loads(text).items():
            fields = merged.setdefault((key, frozenset(nodes)), {})
            fields[key] = {**fields.get(key, {}), **value} if key == "labels" else value
    members = GroupMembers(groups)
    return [{"match": _match(set(nodes), members), **fields} for (_, nodes), fields in merged.items()]


def _parts(fields: Fields) -> Iterator[Fields]:
    """Each field by itself, and each label by itself."""
    for key, value in fields.items():
        if key == "labels":
            yield from ({key: {label: text}} for label, text in value.items())
        else:
            yield {key: value}


def _match(nodes: set[str], members: GroupMembers) -> Fields:
    selector = members.selector(nodes)
    return {"name": "*"} if isinstance(selector, str) else selector


def _common_labels(groups: Sequence[Group]) -> dict[str, str]:
    if not groups:
        return {}
    first, *others = [group.fields.get("labels", {}) for group in groups]
    return {key: value for key, value in first.items() if all(labels.get(key) == value for labels in others)}


def _without_defaults(fields: Fields, defaults: Mapping[str, str], cluster: Cluster) -> Fields:
    """The fields of a group that the defaults do not set."""
    labels = {key: value for key, value in fields.get("labels", {}).items() if key not in defaults}
    same_timing = fields.get("timing") == _plain(cluster.timing.get("default", {}))
    kept = {key: value for key, value in fields.items() if key != "labels" and not (key == "timing" and same_timing)}
    return {**kept, **({"labels": labels} if labels else {})}


def _timing(cluster: Cluster) -> Fields:
    return {key: _plain(value) if isinstance(value, Mapping) else value for key, value in cluster.timing.items()}


def _plain(timing: Mapping[str, float]) -> dict[str, int | float]:
    return {step: plain(seconds) for step, seconds in timing.items()}


def _objects(cluster: Cluster) -> list[dict[str, Any]]:
    return [_without_noise(value) for values in cluster.objects.values() for value in values]


def _without_noise(value: dict[str, Any]) -> dict[str, Any]:
    metadata = {key: item for key, item in value["metadata"].items() if key not in DROPPED_METADATA}
    annotations = {key: item for key, item in (metadata.pop("annotations", None) or {}).items() if key != LAST_APPLIED}
    return {**value, "metadata": {**metadata, **({"annotations": annotations} if annotations else {})}}


def _left_out(cluster: Cluster) -> Iterator[str]:
    counts = {
        "finished pods": sum(pod.finished for pod in cluster.pods),
        "pods that are not ready or are terminating, written as ready": sum(
            pod.terminating or not pod.ready for pod in cluster.pods if not pod.finished
        ),
        "nodes with images": sum(bool(node.images) for node in cluster.nodes),
    }
    return (f"{what}: {count}" for what, count in counts.items() if count)
