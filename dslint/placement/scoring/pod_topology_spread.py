"""Prefers domains with fewer matching pods, for constraints with ScheduleAnyway.

kube-scheduler: PodTopologySpread. The system's default constraints need Services or owners that inventories do not
declare, so a pod without constraints of its own is skipped.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dslint.kubernetes.cluster import HOSTNAME
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.topology_spread import SpreadConstraint
from dslint.placement.scoring.contract import MAX_NODE_SCORE
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.topology_counts import Scope, Spread

NAME = "PodTopologySpread"


def scores(pod: Pod, nodes: Sequence[NodeInfo], snapshot: Snapshot) -> list[int] | None:
    soft = [item for item in pod.spec.spread_constraints if item.when_unsatisfiable == "ScheduleAnyway"]
    if not soft:
        return None
    keys = tuple(item.topology_key for item in soft)
    scored = list(nodes)
    for key in set(keys):
        labels = snapshot.search.labels(key)
        scored = [state for state in scored if labels[state.node.index] is not None]
    sums = [0.0] * len(scored)
    for constraint in soft:
        weight = math.log(_domains(constraint, scored, snapshot) + 2)
        for place, count in enumerate(_counts(constraint, keys, pod, scored, snapshot)):
            sums[place] += count * weight + (constraint.max_skew - 1)
    found = {state.node.index: _round(total) for state, total in zip(scored, sums, strict=True)}
    return _normalized([found.get(state.node.index) for state in nodes])


def _domains(constraint: SpreadConstraint, scored: list[NodeInfo], snapshot: Snapshot) -> int:
    if constraint.topology_key == HOSTNAME:
        return len(scored)
    labels = snapshot.search.labels(constraint.topology_key)
    return len({labels[state.node.index] for state in scored})


def _counts(
    constraint: SpreadConstraint, keys: tuple[str, ...], pod: Pod, scored: list[NodeInfo], snapshot: Snapshot
) -> list[int]:
    query = Spread(pod.namespace, constraint.selector)
    if constraint.topology_key == HOSTNAME:
        known = snapshot.search.column(
            (NAME, query), lambda state: sum(query.counts(other, snapshot) for other in state.pods)
        )
        return [known[state.node.index] for state in scored]
    scope = Scope.of(
        pod.spec,
        keys,
        affinity=constraint.node_affinity_policy == "Honor",
        taints=constraint.node_taints_policy == "Honor",
        comparison=snapshot.release.enabled("TaintTolerationComparisonOperators"),
    )
    topology_count = snapshot.topology_count(query, constraint.topology_key, scope)
    labels, counts = snapshot.search.labels(constraint.topology_key), topology_count.counts
    return [counts.get(labels[state.node.index] or "", 0) for state in scored]


def _round(score: float) -> int:
    # Go's math.Round: halves away from zero; scores are not negative.
    return math.floor(score + 0.5)


def _normalized(raw: list[int | None]) -> list[int]:
    known = [score for score in raw if score is not None]
    least, most = min(known, default=0), max(known, default=0)
    if not most:
        return [0 if score is None else MAX_NODE_SCORE for score in raw]
    return [0 if score is None else MAX_NODE_SCORE * (most + least - score) // most for score in raw]
