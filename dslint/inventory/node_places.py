"""The pool and the zone of each node, for reports that show a map."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.inventory.pools import pool_of
from dslint.inventory.selected_nodes import zone_of
from dslint.kubernetes.cluster import Node, Shape
from dslint.plans import NodePlace


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
