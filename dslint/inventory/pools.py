"""Pools of nodes: the groups of a compact inventory, or the pools that the labels in a dump name.

Nodes of one pool agree in what people declare; they may differ in cordons, conditions and the taints for those.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from dslint.inventory.condition_taints import CONDITIONS, UNSCHEDULABLE, keys_of
from dslint.inventory.selected_nodes import OLD_ZONE, ZONE, zone_of
from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.taints import Taint
from dslint.plans import NodePlace

# The labels in which clouds and tools name the pool of a node, the most specific first.
POOL_LABELS = (
    "karpenter.sh/nodepool",
    "eks.amazonaws.com/nodegroup",
    "alpha.eksctl.io/nodegroup-name",
    "cloud.google.com/gke-nodepool",
    "kubernetes.azure.com/agentpool",
    "agentpool",
    "kops.k8s.io/instancegroup",
    "doks.digitalocean.com/node-pool",
    "nodepool",
    "pool",
)
INSTANCE_TYPE = "node.kubernetes.io/instance-type"
ROLE = "node-role.kubernetes.io/"
CONDITION_TAINT_KEYS = frozenset(keys_of(CONDITIONS) | {UNSCHEDULABLE.key})
"""The keys of taints that the control plane adds and removes."""


class Pool(NamedTuple):
    """Nodes that are alike, in the cluster's order. `name` is unique; `shape` is that of the first healthy node."""

    name: str
    nodes: Sequence[Node]
    shape: Shape


def pools_of(cluster: Cluster) -> list[Pool]:
    """In the order of first appearance."""
    by_kind: dict[Hashable, list[Node]] = {}
    for shape, nodes in cluster.shapes():
        by_kind.setdefault(_kind(shape), []).extend(nodes)
    pools: list[Pool] = []
    taken: set[str] = set()
    for alike in by_kind.values():
        nodes = sorted(alike, key=lambda node: node.index)
        shape = next((node.shape for node in nodes if is_healthy(node.shape)), nodes[0].shape)
        pools.append(Pool(free_name(name_of(shape, nodes), taken), nodes, shape))
    return pools


def is_healthy(shape: Shape) -> bool:
    return shape.ready == "True" and not shape.unschedulable


def declared_taints(shape: Shape) -> tuple[Taint, ...]:
    """The taints that people declare, without those that the control plane adds."""
    return tuple(taint for taint in shape.taints if taint.key not in CONDITION_TAINT_KEYS)


def _kind(shape: Shape) -> Hashable:
    if shape.group:
        return shape.group
    labels = frozenset(item for item in shape.labels.items() if item[0] not in (ZONE, OLD_ZONE))
    allocatable = frozenset(shape.allocatable.items())
    return labels, frozenset(declared_taints(shape)), allocatable, frozenset(shape.load.items()), shape.virtual


def name_of(shape: Shape, nodes: Sequence[Node]) -> str:
    """The name of a pool of such nodes, else the common prefix of their names."""
    return pool_of(shape) or _common_start([node.name for node in nodes]) or "nodes"


def pool_of(shape: Shape) -> str:
    """The inventory's node group, else the pool that a cloud's label names, a role or the instance type; or ""."""
    pool = next((shape.labels[key] for key in POOL_LABELS if shape.labels.get(key)), "")
    return shape.group or pool or _role_of(shape) or shape.labels.get(INSTANCE_TYPE, "")


def _role_of(shape: Shape) -> str:
    """The first role: control-plane before master, its old name, and what is special before worker."""
    roles = (key.removeprefix(ROLE) for key in shape.labels if key.startswith(ROLE))
    return min(filter(None, roles), default="")


def _common_start(names: Sequence[str]) -> str:
    first, last = min(names), max(names)
    length = next((index for index, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:length].split(".", maxsplit=1)[0].rstrip("-_0123456789.") if len(names) > 1 else first


def free_name(name: str, taken: set[str]) -> str:
    """The name, with a number added if it is taken. The result counts as taken from then on."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free


def node_places(nodes: Iterable[Node]) -> tuple[NodePlace, ...]:
    """Nodes by pool and zone, in the order of first appearance."""
    found: dict[tuple[str, str], list[str]] = {}
    pools: dict[Shape, str] = {}
    for node in nodes:
        pool = pools.get(node.shape)
        if pool is None:
            pool = pools[node.shape] = pool_of(node.shape)
        found.setdefault((pool, zone_of(node)), []).append(node.name)
    return tuple(NodePlace(pool, zone, tuple(names)) for (pool, zone), names in found.items())
