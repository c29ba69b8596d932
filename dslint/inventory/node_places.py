"""The pool and the zone of nodes, for reports that show a map."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.kubernetes.cluster import Node, Shape
from dslint.plans import NodePlace

ZONE_LABELS = ("topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone")
POOL_LABELS = (
    "karpenter.sh/nodepool",
    "cloud.google.com/gke-nodepool",
    "eks.amazonaws.com/nodegroup",
    "alpha.eksctl.io/nodegroup-name",
    "kubernetes.azure.com/agentpool",
    "agentpool",
    "kops.k8s.io/instancegroup",
    "node.kubernetes.io/instance-type",
)
ROLE = "node-role.kubernetes.io/"


def node_places(nodes: Iterable[Node]) -> tuple[NodePlace, ...]:
    """Nodes by pool and zone, in the order of first appearance."""
    found: dict[tuple[str, str], list[str]] = {}
    pools: dict[int, str] = {}
    for node in nodes:
        pool = pools.get(id(node.shape))
        if pool is None:
            pool = pools[id(node.shape)] = pool_of(node.shape)
        zone = node.label(ZONE_LABELS[0]) or node.label(ZONE_LABELS[1]) or ""
        found.setdefault((pool, zone), []).append(node.name)
    return tuple(NodePlace(pool, zone, tuple(names)) for (pool, zone), names in found.items())


def pool_of(shape: Shape) -> str:
    """The inventory's node group, else what the cloud calls the pool, else the node's role."""
    if shape.group:
        return shape.group
    for label in POOL_LABELS:
        if shape.labels.get(label):
            return shape.labels[label]
    roles = sorted(key.removeprefix(ROLE) for key in shape.labels if key.startswith(ROLE))
    return ", ".join(roles)
