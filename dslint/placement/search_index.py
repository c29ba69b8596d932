"""What a search through all nodes for one plain Pod reads again and again, kept up to date as pods come and go.

DaemonSets' pods are pinned to their nodes, so plans without plain Pods have no index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.placement.topology_counts import AllTerms, Term, TopologyCount

if TYPE_CHECKING:
    from dslint.placement.snapshot import NodeInfo, Snapshot

HARD_POD_AFFINITY_WEIGHT = 1
"""Kubernetes: hardPodAffinityWeight at its default."""

MOST_COLUMNS = 12
"""Of more, the one that was not asked for longest is forgotten: each costs a little whenever a pod comes or goes."""


class Column:
    """A value for each node that nothing but its shape and its pods decide, by the node's index.

    It is computed again for nodes where pods came or went since.
    """

    def __init__(self, snapshot: Snapshot, compute: Callable[[NodeInfo], Any]) -> None:
        self.stale = set(range(len(snapshot.nodes)))
        self._snapshot = snapshot
        self._compute = compute
        self._values: list[Any] = [None] * len(snapshot.nodes)

    def values(self) -> list[Any]:
        snapshot = self._snapshot
        for index in self.stale:
            self._values[index] = self._compute(snapshot.state(snapshot.nodes[index]))
        self.stale.clear()
        return self._values


class SearchIndex:
    """Of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._columns: dict[Hashable, Column] = {}
        self._affinity: dict[tuple[Term, int], TopologyCount] = {}
        self._labels: dict[str, list[str | None]] = {}
        self._domains: dict[str, dict[str, set[int]]] = {}
        for pod in snapshot.pods():
            self._count_terms(pod, snapshot.by_name[pod.node], 1)

    def update(self, pod: Pod, node: Node, by: int) -> None:
        """A pod came to the node (1) or left it (-1)."""
        for column in self._columns.values():
            column.stale.add(node.index)
        self._count_terms(pod, node, by)

    def column(self, key: Hashable, compute: Callable[[NodeInfo], Any]) -> list[Any]:
        """The values of all nodes. Equal keys stand for functions that give equal values."""
        known = self._columns.pop(key, None) or Column(self._snapshot, compute)
        self._columns[key] = known
        if len(self._columns) > MOST_COLUMNS:
            del self._columns[next(iter(self._columns))]
        return known.values()

    def labels(self, key: str) -> list[str | None]:
        """The value of a label on each node. Labels never change."""
        known = self._labels.get(key)
        if known is None:
            known = self._labels[key] = [node.label(key) for node in self._snapshot.nodes]
        return known

    def domains(self, key: str) -> Mapping[str, set[int]]:
        """The indices of the nodes by the value of a label; those without it are left out."""
        known = self._domains.get(key)
        if known is None:
            known = self._domains[key] = {}
            for index, value in enumerate(self.labels(key)):
                if value is not None:
                    known.setdefault(value, set()).add(index)
        return known

    @cached_property
    def shapes(self) -> frozenset[Shape]:
        """Those of all nodes."""
        return frozenset(node.shape for node in self._snapshot.nodes)

    @cached_property
    def nodes_with_image(self) -> Mapping[str, int]:
        """The number of nodes by image. Images never change."""
        return Counter(image for node in self._snapshot.nodes for image in node.images)

    def affinity_towards(self, pod: Pod) -> Iterator[tuple[TopologyCount, int]]:
        """The weighted terms of pods in the snapshot that match this pod: the counts of those pods, and the weight."""
        for (term, weight), topology_count in self._affinity.items():
            if topology_count.total and term.matches(pod, self._snapshot):
                yield topology_count, weight

    def _count_terms(self, pod: Pod, node: Node, by: int) -> None:
        for weighted in _weighted_terms(pod.spec):
            known = self._affinity.get(weighted)
            if known is None:
                term = weighted[0]
                known = self._affinity[weighted] = TopologyCount(AllTerms((term,)), term.topology_key, None)
            known.change(node, by)


def _weighted_terms(spec: PodSpec) -> list[tuple[Term, int]]:
    """The terms by which its pods count for the score of others, with their weights."""
    # Most pods have none of them.
    if not (spec.preferred_affinity or spec.preferred_anti_affinity or spec.required_affinity):
        return []
    return [
        *((Term.of(term), term.weight) for term in spec.preferred_affinity),
        *((Term.of(term), -term.weight) for term in spec.preferred_anti_affinity),
        *((Term.of(term), HARD_POD_AFFINITY_WEIGHT) for term in spec.required_affinity),
    ]
