"""Preferred pod affinity and anti-affinity: the pod's own terms, and those of the pods already on the nodes.

kube-scheduler: InterPodAffinity. A required affinity term of an existing pod that matches the new one counts 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dslint.kubernetes.pod_affinity import AffinityTerm
from dslint.kubernetes.pods import Pod
from dslint.placement.scoring.contract import MAX_NODE_SCORE, ScoredNodes
from dslint.placement.snapshot import Snapshot
from dslint.placement.topology_counts import AllTerms, Term, TopologyCount

NAME = "InterPodAffinity"

Sums = dict[str, dict[str, int]]
"""Weight by value, by topology key."""


def scores(pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int] | None:
    sums: Sums = {}
    for topology_count, weight in _weighted(pod, snapshot):
        by_value = sums.setdefault(topology_count.topology_key, defaultdict(int))
        for value, count in topology_count.counts.items():
            by_value[value] += weight * count
    found = {key: by_value for key, by_value in sums.items() if any(by_value.values())}
    return _normalized(_sums(found, nodes, snapshot)) if found else None


def _weighted(pod: Pod, snapshot: Snapshot) -> Iterator[tuple[TopologyCount, int]]:
    """Counts of pods by domain, each with what a pod there adds to the score."""
    yield from _of_own_terms(pod.spec.preferred_affinity, snapshot, 1)
    yield from _of_own_terms(pod.spec.preferred_anti_affinity, snapshot, -1)
    yield from snapshot.search.affinity_towards(pod)


def _of_own_terms(
    terms: tuple[AffinityTerm, ...], snapshot: Snapshot, sign: int
) -> Iterator[tuple[TopologyCount, int]]:
    for term in terms:
        query = AllTerms((Term.of(term),))
        yield snapshot.topology_count(query, term.topology_key), sign * term.weight


def _sums(sums: Sums, nodes: ScoredNodes, snapshot: Snapshot) -> list[int]:
    totals = [0] * len(snapshot.nodes)
    for key, by_value in sums.items():
        # A node without the label is in no domain. Few of thousands of domains may have such pods.
        domains = snapshot.search.domains(key)
        for value, weight in by_value.items():
            for index in domains.get(value, ()) if weight else ():
                totals[index] += weight
    return nodes.pick(totals)


def _normalized(raw: list[int]) -> list[int]:
    least, most = min(raw), max(raw)
    if least == most:
        return [0] * len(raw)
    scaled = {score: int(MAX_NODE_SCORE * ((score - least) / (most - least))) for score in set(raw)}
    return list(map(scaled.__getitem__, raw))
