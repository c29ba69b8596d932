"""The pool and the zone of each node, for reports that show a map."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.inventory.pools import pool_label, roles_of
from dslint.inventory.selected_nodes import ZONE
from dslint.kubernetes.cluster import Node, Shape
from dslint.plans import NodePlace

OLD_ZONE = "failure-domain.beta.kubernetes.io/zone"
INSTANCE_TYPE = "node.kubernetes.io/instance-type"


def node_places(nodes: Iterable[Node]) -> tuple[NodePlace, ...]:
    """Nodes by pool and zone, in the order of first appearance."""
    found: dict[tuple[str, str], list[str]] = {}
    pools: dict[Shape, str] = {}
    for node in nodes:
        pool = pools.get(node.shape)
        if pool is None:
            pool = pools[node.shape] = pool_of(node.shape)
        zone = node.label(ZONE) or node.label(OLD_ZONE) or ""
        found.setdefault((pool, zone), []).append(node.name)
    return tuple(NodePlace(pool, zone, tuple(names)) for (pool, zone), names in found.items())


def pool_of(shape: Shape) -> str:
    """The inventory's node group, else what a label calls the pool, else the node's first role, or its instance type.

    A control plane has the role master too, in clusters that were made up to 1.23.
    """
    named = shape.group or pool_label(shape)
    return named or next(iter(roles_of(shape)), "") or shape.labels.get(INSTANCE_TYPE, "")
