"""Nodes that are not ready, and the old pods that are assumed to be on them.

A node goes down with the pods that it has: a DaemonSet that runs had one there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dslint.inventory.node_change import NodeChange
from dslint.inventory.node_shapes import Shapes
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.planning.workload import Key

if TYPE_CHECKING:
    from dslint.rollout.existing_pods import ExistingPod

READY = NodeChange(conditions={"Ready": "True"})


def as_ready(cluster: Cluster, release: Release) -> Cluster:
    """The cluster as it was before its nodes went down, without the taints for that."""
    shapes = Shapes()
    nodes = [node if node.shape.ready == "True" else READY.apply(node, shapes, release) for node in cluster.nodes]
    return replace(cluster, nodes=nodes)


def assumed(made: Mapping[Key, Iterable[ExistingPod]], cluster: Cluster) -> Iterator[str]:
    """What is assumed of the old pods on nodes that are down, and what follows."""
    ready = {node.name: node.shape.ready for node in cluster.nodes}
    for (_, namespace, name), present in made.items():
        states = [ready[item.node] for item in present]
        dead = states.count("Unknown")
        not_ready = len(states) - dead - states.count("True")
        called = f"{namespace}/{name}"
        if dead:
            yield (
                f"{_nodes(dead, 'dead')}: an old pod of {called} is still there, is unavailable, and does not end "
                "until the node is back or is deleted"
            )
        if not_ready:
            yield (
                f"{_nodes(not_ready, 'not-ready')}: an old pod of {called} is still there and is unavailable now; "
                "where the node heals, it becomes available again"
            )


def _nodes(count: int, state: str) -> str:
    return f"{count} {state} node{'' if count == 1 else 's'}"
