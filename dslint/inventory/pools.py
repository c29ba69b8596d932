"""Pools of nodes: the groups of a compact inventory, or the pools that the labels of a dump name.

Pools differ in what a person declares; a cordon, a condition or its taint parts no pool.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from dslint.inventory.condition_taints import CONDITIONS, UNSCHEDULABLE, keys_of
from dslint.inventory.selected_nodes import ZONE
from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.taints import Taint

# Labels in which clouds and tools name the pool of a node, the most specific first.
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
ROLE = "node-role.kubernetes.io/"
PASSING_KEYS = frozenset(keys_of(CONDITIONS) | {UNSCHEDULABLE.key})
"""Taints that the control plane puts on nodes and takes away again."""


class Pool(NamedTuple):
    """Alike nodes, in the cluster's order; `name` is unique, `shape` that of the first fit node."""

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
        shape = next((node.shape for node in nodes if is_fit(node.shape)), nodes[0].shape)
        pools.append(Pool(free_name(name_of(shape, nodes), taken), nodes, shape))
    return pools


def is_fit(shape: Shape) -> bool:
    return shape.ready == "True" and not shape.unschedulable


def lasting_taints(shape: Shape) -> tuple[Taint, ...]:
    """Those that somebody chose for the node."""
    return tuple(taint for taint in shape.taints if taint.key not in PASSING_KEYS)


def _kind(shape: Shape) -> Hashable:
    if shape.group:
        return shape.group
    labels = frozenset(item for item in shape.labels.items() if item[0] != ZONE)
    allocatable = frozenset(shape.allocatable.items())
    return labels, frozenset(lasting_taints(shape)), allocatable, frozenset(shape.load.items()), shape.virtual


def name_of(shape: Shape, nodes: Sequence[Node]) -> str:
    """The name of a pool of such nodes: its group, a cloud's label, a role, or the common prefix of their names."""
    if shape.group:
        return shape.group
    for key in POOL_LABELS:
        if shape.labels.get(key):
            return shape.labels[key]
    roles = [key.removeprefix(ROLE) for key in shape.labels if key.startswith(ROLE) and key != ROLE]
    if roles:
        return min(roles)
    return _common_start([node.name for node in nodes]) or "nodes"


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
