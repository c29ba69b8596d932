"""Existing pods as entries of a compressed inventory: one entry per owner where possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dslint.inventory.compressed_groups import Fields, Group, texts
from dslint.inventory.host_ranges import host_ranges
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import EVERY_ADDRESS, HostPort, Pod, PodSpec

FIELD_OF = {"DaemonSet": "daemonSet", "ReplicaSet": "deployment", "StatefulSet": "statefulSet", "Job": "job"}
MIRROR = "kubernetes.io/config.mirror"
# Labels that controllers set differently on each pod.
OWN_LABELS = frozenset(
    {
        "statefulset.kubernetes.io/pod-name",
        "apps.kubernetes.io/pod-index",
        "batch.kubernetes.io/job-completion-index",
    }
)
# Volumes that no scheduler plugin reads.
UNRESTRICTED_VOLUMES = frozenset({
    "configMap", "secret", "projected", "emptyDir", "hostPath", "downwardAPI", "image", "gitRepo", "nfs",
})  # fmt: skip


@dataclass(slots=True)
class CompressedPods:
    """`static` are templates by name, `static_on` their names by node. `manifests` are the other pods."""

    existing: list[Fields] = field(default_factory=list)
    static: dict[str, Fields] = field(default_factory=dict)
    static_on: dict[str, list[str]] = field(default_factory=dict)
    manifests: list[dict[str, Any]] = field(default_factory=list)


def pods_of(cluster: Cluster, groups: Sequence[Group]) -> CompressedPods:
    """All running and pending pods; finished pods hold no resources."""
    found = CompressedPods()
    members = GroupMembers(groups)
    alike: dict[tuple[str, str, str, PodSpec, frozenset[tuple[str, str]]], list[Pod]] = {}
    for pod in cluster.pods:
        if pod.finished:
            continue
        kind, owner = pod.owner or ("", "")
        if pod.node not in members or not is_simple(pod.spec):
            found.manifests.append(manifest(pod))
        elif pod.static:
            _add_static(pod, found)
        elif kind in FIELD_OF:
            key = (kind, pod.namespace, owner, pod.spec, frozenset(_shared_labels(pod).items()))
            alike.setdefault(key, []).append(pod)
        else:
            found.existing.append({"name": pod.key, "on": pod.node, **_fields(pod)})
    for (kind, namespace, owner, *_), pods in alike.items():
        found.existing += _entries(FIELD_OF[kind], f"{namespace}/{owner}", pods, members)
    return found


def is_simple(spec: PodSpec) -> bool:
    """Whether placement reads only the pod's requests, ports and priority."""
    terms = (spec.required_affinity, spec.preferred_affinity, spec.required_anti_affinity, spec.preferred_anti_affinity)
    if any(terms) or spec.scheduling_gates or spec.raw.get("resourceClaims"):
        return False
    return all(volume.keys() - {"name"} <= UNRESTRICTED_VOLUMES for volume in spec.volumes)


def manifest(pod: Pod) -> dict[str, Any]:
    """The pod as a v1 Pod with the fields that an inventory reads."""
    metadata: dict[str, Any] = {"name": pod.name, "namespace": pod.namespace, "labels": dict(pod.labels)}
    if pod.owner:
        metadata["ownerReferences"] = [{"kind": pod.owner[0], "name": pod.owner[1], "controller": True}]
    if pod.static:
        metadata["annotations"] = {MIRROR: "static"}
    priority = {"priority": pod.spec.priority} if pod.spec.priority_known else {}
    spec = {**({"nodeName": pod.node} if pod.node else {}), **pod.spec.raw, **priority}
    value = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}
    return value if pod.phase == "Running" else {**value, "status": {"phase": pod.phase}}


class GroupMembers:
    """The nodes of each group, by name."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._group_of = {node.name: str(group.fields["name"]) for group in groups for node in group.nodes}
        self._sizes = Counter(self._group_of.values())

    def __contains__(self, node: str | None) -> bool:
        return node in self._group_of

    def selector(self, names: set[str]) -> str | Fields:
        """The nodes as `on` and `match` write them: all, whole groups, or by name."""
        counts = Counter(self._group_of[name] for name in names)
        if counts == self._sizes:
            return "*"
        if all(self._sizes[group] == count for group, count in counts.items()):
            whole = [group for group in self._sizes if group in counts]
            return {"group": whole[0] if len(whole) == 1 else whole}
        ranges = host_ranges(names)
        if len(names) == 1:
            return {"name": ranges[0]}
        return {"hostRange": ranges[0] if len(ranges) == 1 else ranges}


def _entries(field_name: str, owner: str, pods: Sequence[Pod], members: GroupMembers) -> list[Fields]:
    """One entry for the nodes with one pod of the owner, one for those with two, and so on."""
    counts = Counter(pod.node for pod in pods)
    nodes_by_count: dict[int, set[str]] = {}
    for node, count in counts.items():
        nodes_by_count.setdefault(count, set()).add(node)
    entries: list[Fields] = []
    for count, nodes in sorted(nodes_by_count.items()):
        entry: Fields = {field_name: owner, "on": members.selector(nodes)}
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
    }
    # Without it, the priority would be unknown.
    priority = {"priority": spec.priority} if spec.priority_known else {}
    return {key: value for key, value in fields.items() if value} | priority


def _shared_labels(pod: Pod) -> dict[str, str]:
    return {key: value for key, value in pod.labels.items() if key not in OWN_LABELS}


def _port(port: HostPort) -> int | str:
    if port.address != EVERY_ADDRESS:
        return f"{port.address}:{port.port}/{port.protocol}"
    return port.port if port.protocol == "TCP" else str(port)
