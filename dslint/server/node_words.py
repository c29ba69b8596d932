"""What the nodes of an inventory have that a manifest can name: labels, taints, pools and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dslint.inventory.pools import declared_taints, pools_of
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.taints import Taint


class NodeWords(NamedTuple):
    """`labels` has the number of nodes by key and value, `taints` by taint, `pools` the label of each by its name."""

    nodes: int
    labels: Mapping[str, Counter[str]]
    taints: Counter[Taint]
    pools: Mapping[str, tuple[str, str]]
    names: tuple[str, ...]

    @classmethod
    def of(cls, cluster: Cluster) -> NodeWords:
        labels: dict[str, Counter[str]] = {}
        taints: Counter[Taint] = Counter()
        for shape, nodes in cluster.shapes():
            for key, value in shape.labels.items():
                labels.setdefault(key, Counter())[value] += len(nodes)
            for taint in declared_taints(shape):
                taints[taint] += len(nodes)
        for node in cluster.nodes:
            for key, value in node.own_labels.items():
                labels.setdefault(key, Counter())[value] += 1
        names = tuple(node.name for node in cluster.nodes)
        return cls(len(names), labels, taints, _pools(cluster, labels), names)


def _pools(cluster: Cluster, labels: Mapping[str, Counter[str]]) -> dict[str, tuple[str, str]]:
    """A label that all nodes of the pool have, and no others, for each pool that has one."""
    found: dict[str, tuple[str, str]] = {}
    for pool in pools_of(cluster):
        label = next((item for item in pool.shape.labels.items() if _selects(item, pool.nodes, labels)), None)
        if label is not None:
            found[pool.name] = label
    return found


def _selects(label: tuple[str, str], nodes: Sequence[Node], labels: Mapping[str, Counter[str]]) -> bool:
    key, value = label
    return labels[key][value] == len(nodes) and all(node.label(key) == value for node in nodes)
