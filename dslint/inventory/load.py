"""Declared load is all that runs on a node; what declared pods explain of it is taken off, so nothing counts twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dslint.inventory.node_shapes import Shapes
from dslint.kubernetes.cluster import Cluster, Node, Shape

PODS = "pods"


def leave_unexplained(cluster: Cluster, shapes: Shapes) -> None:
    """Lower each node's load by the requests and the number of its declared pods, to no less than nothing."""
    if not any(node.shape.load for node in cluster.nodes):
        return
    explained = explained_by_pods(cluster)
    known: dict[tuple[int, tuple[tuple[str, int], ...]], Shape] = {}
    for index, node in enumerate(cluster.nodes):
        use = explained.get(node.name)
        if not use or not node.shape.load:
            continue
        key = (id(node.shape), tuple(sorted(use.items())))
        if key not in known:
            known[key] = shapes.of(replace(node.shape, load=_rest(node, use)))
        cluster.nodes[index] = replace(node, shape=known[key])


def explained_by_pods(cluster: Cluster) -> dict[str, Counter[str]]:
    """By node: requests in base units and, as "pods", the number of pods."""
    found: dict[str, Counter[str]] = {}
    for pod in cluster.pods:
        if pod.node and not pod.finished:
            found.setdefault(pod.node, Counter()).update({**pod.spec.requests, PODS: 1})
    return found


def _rest(node: Node, use: Counter[str]) -> dict[str, int]:
    return {resource: max(0, amount - use[resource]) for resource, amount in node.shape.load.items()}
