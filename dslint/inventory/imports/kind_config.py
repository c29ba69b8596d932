"""kind's Cluster (kind.x-k8s.io): roles and labels. All nodes share the resources of their host.

kind names nodes after the cluster and their role. A control plane that is the only node has no taint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dslint.inventory.imports.import_result import (
    Group,
    Imported,
    Labels,
    ToolDocument,
    control_plane_labels,
    control_plane_taints,
    filled,
    minor_of,
    of_group,
    texts,
    typed,
)

NAME = "kind"
API_GROUP = "kind.x-k8s.io"
CONTROL_PLANE_ROLE = "control-plane"
PRIORITY = 2_000_001_000
# The requests and host ports in kubeadm's manifests.
STATIC_PODS: dict[str, Any] = {
    "etcd": {"hostPorts": [2379, 2380, 2381], "requests": {"cpu": "100m", "memory": "100Mi"}},
    "kube-apiserver": {"hostPorts": [6443], "requests": {"cpu": "250m"}},
    "kube-controller-manager": {"hostPorts": [10257], "requests": {"cpu": "200m"}},
    "kube-scheduler": {"hostPorts": [10259], "requests": {"cpu": "100m"}},
}


class Node(msgspec.Struct, rename="camel"):
    role: str = CONTROL_PLANE_ROLE
    image: str | None = None
    labels: Labels | None = None
    kubeadm_config_patches: list[str] | None = None


class Cluster(msgspec.Struct, rename="camel"):
    name: str = "kind"
    nodes: list[Node] | None = None
    kubeadm_config_patches: list[str] | None = None


def imported(documents: Sequence[ToolDocument]) -> Imported:
    """Raises InventoryError."""
    cluster = typed(of_group(documents, API_GROUP)[0], Cluster)
    nodes = cluster.nodes or [Node()]
    version = next((found for node in nodes if (found := minor_of(_tag(node.image)))), None)
    result = Imported(cluster.name, version=version)
    result.static_pods = {name: {"hostNetwork": True, **pod, "priority": PRIORITY} for name, pod in STATIC_PODS.items()}
    counts: dict[str, int] = {}
    for node in nodes:
        counts[node.role] = counts.get(node.role, 0) + 1
        name = f"{cluster.name}-{node.role}{counts[node.role] if counts[node.role] > 1 else ''}"
        _add(result.groups, node, name, version, alone=len(nodes) == 1)
    result.unknown.append("allocatable, because the nodes share their host; declare it to check resources")
    if cluster.kubeadm_config_patches or any(node.kubeadm_config_patches for node in nodes):
        result.unknown.append("taints and labels set by kubeadmConfigPatches")
    return result


def _add(groups: list[Group], node: Node, name: str, version: str | None, *, alone: bool) -> None:
    """Adds the node to the group of nodes like it, or as a new group."""
    is_control_plane = node.role == CONTROL_PLANE_ROLE
    group = filled(
        name=node.role,
        names=[name],
        labels={**(control_plane_labels(version) if is_control_plane else {}), **texts(node.labels)},
        taints=control_plane_taints(version) if is_control_plane and not alone else [],
        staticPods=list(STATIC_PODS) if is_control_plane else [],
    )
    for known in groups:
        if {**known, "names": []} == {**group, "names": []}:
            known["names"].append(name)
            return
    groups.append(group)


def _tag(image: str | None) -> str | None:
    """`kindest/node:v1.29.2@sha256:…` -> `v1.29.2`."""
    return image.partition("@")[0].rpartition(":")[2] if image else None
