"""Prefers domains with fewer matching pods, for constraints with ScheduleAnyway.

kube-scheduler: PodTopologySpread. The system's default constraints need Services or owners that inventories do not
declare, so a pod without constraints of its own is skipped.
"""

from __future__ import annotations

import math
from itertools import compress
from operator import add

from dslint.kubernetes.cluster import HOSTNAME
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.topology_spread import SpreadConstraint
from dslint.placement.scoring.contract import MAX_NODE_SCORE, ScoredNodes
from dslint.placement.snapshot import Snapshot
from dslint.placement.topology_counts import Scope, Spread

NAME = "PodTopologySpread"


def scores(pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int] | None:
    soft = [item for item in pod.spec.spread_constraints if item.when_unsatisfiable == "ScheduleAnyway"]
    if not soft:
        return None
    keys = tuple(item.topology_key for item in soft)
    labels = {key: nodes.pick(snapshot.search.labels(key)) for key in keys}
    # Nodes without one of the labels are not scored.
    known = [True] * len(nodes)
    for values in labels.values():
        if None in values:
            known = [one and value is not None for one, value in zip(known, values, strict=True)]
    scored = ScoredNodes(list(compress(nodes.nodes, known)), snapshot)
    sums = [0.0] * len(scored)
    for constraint in soft:
        of_scored = compress(labels[constraint.topology_key], known)
        domains = len(scored) if constraint.topology_key == HOSTNAME else len(set(of_scored))
        counts = _counts(constraint, keys, pod, scored, snapshot)
        # Each count is weighed once, and added to thousands of nodes.
        weight = math.log(domains + 2)
        weighed = {count: count * weight + (constraint.max_skew - 1) for count in set(counts)}
        sums = list(map(add, sums, map(weighed.__getitem__, counts)))
    rounded = {total: _round(total) for total in set(sums)}
    found = map(rounded.__getitem__, sums)
    return _normalized([next(found) if one else None for one in known])


def _counts(
    constraint: SpreadConstraint, keys: tuple[str, ...], pod: Pod, scored: ScoredNodes, snapshot: Snapshot
) -> list[int]:
    query = Spread(pod.namespace, constraint.selector)
    if constraint.topology_key == HOSTNAME:
        known = snapshot.search.column(
            (NAME, query), lambda state: sum(query.counts(other, snapshot) for other in state.pods)
        )
        return scored.pick(known)
    scope = Scope.of(
        pod.spec,
        keys,
        affinity=constraint.node_affinity_policy == "Honor",
        taints=constraint.node_taints_policy == "Honor",
        comparison=snapshot.release.enabled("TaintTolerationComparisonOperators"),
    )
    topology_count = snapshot.topology_count(query, constraint.topology_key, scope)
    counts = topology_count.counts
    by_label = {
        value: counts.get(value or "", 0) for value in {None, *snapshot.search.domains(constraint.topology_key)}
    }
    return list(map(by_label.__getitem__, scored.pick(snapshot.search.labels(constraint.topology_key))))


def _round(score: float) -> int:
    # Go's math.Round: halves away from zero; scores are not negative.
    return math.floor(score + 0.5)


def _normalized(raw: list[int | None]) -> list[int]:
    known = {score for score in raw if score is not None}
    least, most = min(known, default=0), max(known, default=0)
    scaled: dict[int | None, int] = {None: 0}
    scaled |= {score: MAX_NODE_SCORE * (most + least - score) // most if most else MAX_NODE_SCORE for score in known}
    return list(map(scaled.__getitem__, raw))
