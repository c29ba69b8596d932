"""Load of nodes. Declared load includes the declared pods: it is reduced by them, so that nothing counts twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dslint.inventory.node_shapes import Shapes
from dslint.kubernetes.cluster import Cluster, Node, Shape

PODS = "pods"


def subtract_declared_pods(cluster: Cluster, shapes: Shapes) -> None:
    """Lowers the load of each node by the requests and the number of its declared pods, to zero at least."""
    if not any(node.shape.load for node in cluster.nodes):
        return
    requested = requests_by_node(cluster)
    known: dict[tuple[int, tuple[tuple[str, int], ...]], Shape] = {}
    for index, node in enumerate(cluster.nodes):
        use = requested.get(node.name)
        if not use or not node.shape.load:
            continue
        key = (id(node.shape), tuple(sorted(use.items())))
        if key not in known:
            known[key] = shapes.of(replace(node.shape, load=_rest(node, use)))
        cluster.nodes[index] = replace(node, shape=known[key])


def requests_by_node(cluster: Cluster) -> dict[str, Counter[str]]:
    """By node: the sum of requests in base units, and the number of pods as "pods"."""
    found: dict[str, Counter[str]] = {}
    for pod in cluster.pods:
        if pod.node and not pod.finished:
            found.setdefault(pod.node, Counter()).update({**pod.spec.requests, PODS: 1})
    return found


def _rest(node: Node, use: Counter[str]) -> dict[str, int]:
    return {resource: max(0, amount - use[resource]) for resource, amount in node.shape.load.items()}
