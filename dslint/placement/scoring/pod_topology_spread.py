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
    scored = [state for state in nodes if all(state.node.label(key) is not None for key in keys)]
    sums = [0.0] * len(scored)
    for constraint in soft:
        weight = math.log(_domains(constraint, scored) + 2)
        for place, count in enumerate(_counts(constraint, keys, pod, scored, snapshot)):
            sums[place] += count * weight + (constraint.max_skew - 1)
    found = {state: _round(total) for state, total in zip(scored, sums, strict=True)}
    return _normalized([found.get(state) for state in nodes])


def _domains(constraint: SpreadConstraint, scored: list[NodeInfo]) -> int:
    if constraint.topology_key == HOSTNAME:
        return len(scored)
    return len({state.node.label(constraint.topology_key) for state in scored})


def _counts(
    constraint: SpreadConstraint, keys: tuple[str, ...], pod: Pod, scored: list[NodeInfo], snapshot: Snapshot
) -> list[int]:
    query = Spread(pod.namespace, constraint.selector)
    if constraint.topology_key == HOSTNAME:
        return [sum(query.counts(other, snapshot) for other in state.pods) for state in scored]
    scope = Scope.of(
        pod.spec,
        keys,
        affinity=constraint.node_affinity_policy == "Honor",
        taints=constraint.node_taints_policy == "Honor",
        comparison=snapshot.release.enabled("TaintTolerationComparisonOperators"),
    )
    topology_count = snapshot.topology_count(query, constraint.topology_key, scope)
    return [topology_count.of(state.node.label(constraint.topology_key) or "") for state in scored]


def _round(score: float) -> int:
    # Go's math.Round: halves away from zero; scores are not negative.
    return math.floor(score + 0.5)


def _normalized(raw: list[int | None]) -> list[int]:
    known = [score for score in raw if score is not None]
    least, most = min(known, default=0), max(known, default=0)
    if not most:
        return [0 if score is None else MAX_NODE_SCORE for score in raw]
    return [0 if score is None else MAX_NODE_SCORE * (most + least - score) // most for score in raw]
