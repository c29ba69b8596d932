"""Existing pods as entries of a compact inventory: one an owner where nodes or counts allow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dslint.inventory.compressed_groups import Fields, Group, texts
from dslint.inventory.host_ranges import host_ranges
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import HostPort, Pod, PodSpec

FIELD_OF = {"DaemonSet": "daemonSet", "ReplicaSet": "deployment", "StatefulSet": "statefulSet", "Job": "job"}
EVERYWHERE = "0.0.0.0"  # noqa: S104 - an address in a manifest
MIRROR = "kubernetes.io/config.mirror"
# Labels that belong to one pod; controllers write them for each pod.
OWN_LABELS = frozenset(
    {
        "statefulset.kubernetes.io/pod-name",
        "apps.kubernetes.io/pod-index",
        "batch.kubernetes.io/job-completion-index",
    }
)
# Volumes that no scheduler plugin asks for.
HARMLESS_VOLUMES = frozenset({
    "configMap", "secret", "projected", "emptyDir", "hostPath", "downwardAPI", "image", "gitRepo", "nfs",
})  # fmt: skip


@dataclass(slots=True)
class CompressedPods:
    """`static` are templates by name, `static_on` their names by node; `manifests` are Pods without an entry."""

    existing: list[Fields] = field(default_factory=list)
    static: dict[str, Fields] = field(default_factory=dict)
    static_on: dict[str, list[str]] = field(default_factory=dict)
    manifests: list[dict[str, Any]] = field(default_factory=list)


def pods_of(cluster: Cluster, groups: Sequence[Group]) -> CompressedPods:
    """All pods that still run or wait; finished ones hold nothing."""
    found = CompressedPods()
    alike: dict[tuple[str, str, str, int, frozenset[tuple[str, str]]], list[Pod]] = {}
    for pod in cluster.pods:
        if pod.finished:
            continue
        kind, owner = pod.owner or ("", "")
        if not pod.node or not is_simple(pod.spec):
            found.manifests.append(manifest(pod))
        elif pod.static:
            _add_static(pod, found)
        elif kind in FIELD_OF:
            key = (kind, pod.namespace, owner, id(pod.spec), frozenset(_shared_labels(pod).items()))
            alike.setdefault(key, []).append(pod)
        else:
            found.existing.append({"name": pod.key, "on": pod.node, **_fields(pod)})
    for (kind, namespace, owner, *_), pods in alike.items():
        found.existing += _entries(FIELD_OF[kind], f"{namespace}/{owner}", pods, groups)
    return found


def is_simple(spec: PodSpec) -> bool:
    """Whether requests, ports and priority are all that placement reads of the existing pod."""
    terms = (spec.required_affinity, spec.preferred_affinity, spec.required_anti_affinity, spec.preferred_anti_affinity)
    if any(terms) or spec.scheduling_gates or spec.raw.get("resourceClaims"):
        return False
    return all(volume.keys() - {"name"} <= HARMLESS_VOLUMES for volume in spec.volumes)


def manifest(pod: Pod) -> dict[str, Any]:
    """The pod as a v1 Pod, as far as an inventory reads it."""
    metadata: dict[str, Any] = {"name": pod.name, "namespace": pod.namespace, "labels": dict(pod.labels)}
    if pod.owner:
        metadata["ownerReferences"] = [{"kind": pod.owner[0], "name": pod.owner[1], "controller": True}]
    if pod.static:
        metadata["annotations"] = {MIRROR: "static"}
    spec = {**({"nodeName": pod.node} if pod.node else {}), **pod.spec.raw, "priority": pod.spec.priority}
    value = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}
    return value if pod.phase == "Running" else {**value, "status": {"phase": pod.phase}}


def meant_nodes(names: set[str], groups: Sequence[Group]) -> str | Fields:
    """These nodes as `on` and `match` take them: all, whole groups, or by name."""
    by_group: dict[str, set[str]] = {}
    for group in groups:
        by_group.setdefault(group.fields["name"], set()).update(node.name for node in group.nodes)
    if len(names) == sum(map(len, by_group.values())):
        return "*"
    whole = [name for name, nodes in by_group.items() if nodes <= names]
    if whole and sum(len(by_group[name]) for name in whole) == len(names):
        return {"group": whole[0] if len(whole) == 1 else whole}
    ranges = host_ranges(names)
    if len(names) == 1:
        return {"name": ranges[0]}
    return {"hostRange": ranges[0] if len(ranges) == 1 else ranges}


def _entries(field_name: str, owner: str, pods: Sequence[Pod], groups: Sequence[Group]) -> list[Fields]:
    """One entry for each number of pods that nodes have of it."""
    counts = Counter(pod.node for pod in pods)
    nodes_by_count: dict[int, set[str]] = {}
    for node, count in counts.items():
        nodes_by_count.setdefault(count, set()).add(node)
    entries: list[Fields] = []
    for count, nodes in sorted(nodes_by_count.items()):
        entry: Fields = {field_name: owner, "on": meant_nodes(nodes, groups)}
        if count > 1:
            entry["replicas"] = count * len(nodes)
        entries.append({**entry, **_fields(pods[0])})
    return entries


def _add_static(pod: Pod, found: CompressedPods) -> None:
    name = pod.name.removesuffix(f"-{pod.node.lower()}")
    template = _fields(pod) | ({} if pod.namespace == "kube-system" else {"namespace": pod.namespace})
    if name == pod.name or found.static.setdefault(name, template) != template:
        found.manifests.append(manifest(pod))
    else:
        found.static_on.setdefault(pod.node, []).append(name)


def _fields(pod: Pod) -> Fields:
    spec = pod.spec
    fields: Fields = {
        "labels": _shared_labels(pod),
        "hostNetwork": spec.host_network,
        "hostPorts": [_port(port) for port in spec.host_ports],
        "requests": texts({name: amount for name, amount in spec.requests.items() if amount}),
        "priority": spec.priority,
    }
    return {key: value for key, value in fields.items() if value}


def _shared_labels(pod: Pod) -> dict[str, str]:
    return {key: value for key, value in pod.labels.items() if key not in OWN_LABELS}


def _port(port: HostPort) -> int | str:
    if port.address != EVERYWHERE:
        return f"{port.address}:{port.port}/{port.protocol}"
    return port.port if port.protocol == "TCP" else str(port)
