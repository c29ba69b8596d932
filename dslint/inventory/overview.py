"""An overview of an inventory, pool by pool, for people and programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dslint.inventory.pools import Pool, pools_of
from dslint.inventory.selected_nodes import OLD_ZONE, ZONE, zone_of
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity_text import show
from dslint.kubernetes.release import parse_version
from dslint.kubernetes.taints import Taint


@dataclass(frozen=True, slots=True)
class PoolOverview:
    """A pool. Amounts are quantities as texts; `labels` and `taints` are those of all its nodes, without zones.

    `some_taints` are the taints of only some nodes, with the number of these nodes. `dead` are those of the nodes that
    are not ready whose kubelet no longer reports. `kubelets` are the versions of the kubelets that are declared, the
    oldest first, each with the number of nodes.
    """

    name: str
    nodes: tuple[str, ...]
    zones: Mapping[str, int]
    not_ready: int
    dead: int
    unschedulable: int
    virtual: str
    labels: Mapping[str, str]
    taints: tuple[str, ...]
    some_taints: Mapping[str, int]
    allocatable: Mapping[str, str]
    load: Mapping[str, str]
    pods: int
    shapes: int
    kubelets: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "count": len(self.nodes),
            "nodes": list(self.nodes),
            "zones": dict(self.zones),
            "notReady": self.not_ready,
            "dead": self.dead,
            "unschedulable": self.unschedulable,
            "virtual": self.virtual or None,
            "labels": dict(self.labels),
            "taints": list(self.taints),
            "someTaints": dict(self.some_taints),
            "allocatable": dict(self.allocatable),
            "load": dict(self.load),
            "pods": self.pods,
            "shapes": self.shapes,
            "kubelets": dict(self.kubelets),
        }


@dataclass(frozen=True, slots=True)
class InventoryOverview:
    """An inventory. `pods` counts pods by owner ("DaemonSet kube-system/kube-proxy").

    `undeclared` has a sentence on each object that the given workloads need and that is not declared.
    """

    name: str
    kubernetes_version: str | None
    pools: tuple[PoolOverview, ...]
    pods: Mapping[str, int]
    objects: Mapping[str, int]
    static_folders: Mapping[str, tuple[str, ...]]
    assumed: tuple[str, ...]
    notes: tuple[str, ...]
    undeclared: tuple[str, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """As schemas/inventory-overview.schema.json describes it."""
        return {
            "apiVersion": "dslint.dev/v1",
            "kind": "InventoryOverview",
            "name": self.name,
            "kubernetesVersion": self.kubernetes_version,
            "nodes": sum(len(pool.nodes) for pool in self.pools),
            "pools": [pool.to_dict() for pool in self.pools],
            "pods": dict(self.pods),
            "objects": dict(self.objects),
            "staticFolders": {node: list(folders) for node, folders in self.static_folders.items()},
            "assumed": list(self.assumed),
            "notes": list(self.notes),
            **({} if self.undeclared is None else {"undeclared": list(self.undeclared)}),
        }


def overview(cluster: Cluster) -> InventoryOverview:
    pods_by_node = Counter(pod.node for pod in cluster.pods)
    owners = Counter(_owner(pod) for pod in cluster.pods)
    return InventoryOverview(
        cluster.name,
        cluster.kubernetes_version,
        tuple(_pool(pool, pods_by_node) for pool in pools_of(cluster)),
        dict(sorted(owners.items())),
        {kind: len(values) for kind, values in sorted(cluster.objects.items()) if values},
        dict(cluster.static_folders),
        tuple(cluster.assumed),
        tuple(cluster.notes),
    )


def _pool(pool: Pool, pods_by_node: Mapping[str, int]) -> PoolOverview:
    nodes = pool.nodes
    shapes = dict.fromkeys(node.shape for node in nodes)
    taints = Counter(taint for node in nodes for taint in node.shape.taints)
    return PoolOverview(
        name=pool.name,
        nodes=tuple(node.name for node in nodes),
        zones=dict(Counter(zone for node in nodes if (zone := zone_of(node)))),
        not_ready=sum(node.shape.ready != "True" for node in nodes),
        dead=sum(node.shape.ready == "Unknown" for node in nodes),
        unschedulable=sum(node.shape.unschedulable for node in nodes),
        virtual=pool.shape.virtual,
        labels=_common([shape.labels for shape in shapes]),
        taints=tuple(str(taint) for taint in pool.shape.taints if taints[taint] == len(nodes)),
        some_taints=_partial(taints, nodes),
        allocatable=_texts(pool.shape.allocatable),
        load=_texts(pool.shape.load),
        pods=sum(pods_by_node[node.name] for node in nodes),
        shapes=len(shapes),
        kubelets=_kubelets(nodes),
    )


def _kubelets(nodes: Sequence[Node]) -> dict[str, int]:
    found = Counter(node.shape.kubelet for node in nodes if node.shape.kubelet)
    return {version: found[version] for version in sorted(found, key=parse_version)}


def _common(all_labels: Iterable[Mapping[str, str]]) -> dict[str, str]:
    first, *others = all_labels
    return {
        key: value
        for key, value in sorted(first.items())
        if key not in (ZONE, OLD_ZONE) and all(o.get(key) == value for o in others)
    }


def _partial(taints: Mapping[Taint, int], nodes: Sequence[Node]) -> dict[str, int]:
    return {str(taint): count for taint, count in taints.items() if count < len(nodes)}


def _texts(amounts: Mapping[str, int]) -> dict[str, str]:
    return {name: show(name, amount) for name, amount in amounts.items()}


def _owner(pod: Pod) -> str:
    if pod.static:
        return "static pods"
    return f"{pod.owner[0]} {pod.namespace}/{pod.owner[1]}" if pod.owner else f"Pod {pod.key}"
