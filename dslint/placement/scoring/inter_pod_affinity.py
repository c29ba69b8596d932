"""Preferred pod affinity and anti-affinity: the pod's own terms, and those of the pods already on the nodes.

kube-scheduler: InterPodAffinity. A required affinity term of an existing pod that matches the new one counts 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pod_affinity import AffinityTerm
from dslint.kubernetes.pods import Pod
from dslint.placement.scoring.contract import MAX_NODE_SCORE
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.topology_counts import Term

NAME = "InterPodAffinity"
HARD_POD_AFFINITY_WEIGHT = 1

Sums = dict[str, dict[str, int]]
"""Weight by value, by topology key."""


def scores(pod: Pod, nodes: Sequence[NodeInfo], snapshot: Snapshot) -> list[int] | None:
    sums: Sums = {}
    for other in snapshot.pods():
        node = snapshot.by_name[other.node]
        for key, weight in _weights(pod, other, snapshot):
            value = node.label(key)
            if value is not None:
                by_value = sums.setdefault(key, defaultdict(int))
                by_value[value] += weight
    if not sums:
        return None
    return _normalized([_sum(sums, state.node) for state in nodes])


def _weights(pod: Pod, other: Pod, snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    own, theirs = pod.spec, other.spec
    yield from _matching(own.preferred_affinity, other, snapshot, 1)
    yield from _matching(own.preferred_anti_affinity, other, snapshot, -1)
    yield from _matching(theirs.preferred_affinity, pod, snapshot, 1)
    yield from _matching(theirs.preferred_anti_affinity, pod, snapshot, -1)
    for term in theirs.required_affinity:
        if Term.of(term).matches(pod, snapshot):
            yield term.topology_key, HARD_POD_AFFINITY_WEIGHT


def _matching(terms: tuple[AffinityTerm, ...], pod: Pod, snapshot: Snapshot, sign: int) -> Iterator[tuple[str, int]]:
    for term in terms:
        if Term.of(term).matches(pod, snapshot):
            yield term.topology_key, sign * term.weight


def _sum(sums: Sums, node: Node) -> int:
    return sum(by_value.get(node.label(key) or "", 0) for key, by_value in sums.items() if node.label(key) is not None)


def _normalized(raw: list[int]) -> list[int]:
    least, most = min(raw), max(raw)
    if least == most:
        return [0] * len(raw)
    return [int(MAX_NODE_SCORE * ((score - least) / (most - least))) for score in raw]
