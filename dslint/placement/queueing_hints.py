"""What wakes a pending pod, so that it is tried again: room that came free, or company that came near.

Kubernetes: QueueingHintFn of the plugins. A deletion wakes who lacks room; a new pod only who missed it.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.placement.outcomes import Outcome
from dslint.placement.snapshot import Snapshot
from dslint.placement.topology_counts import AllTerms, Query, Spread, Term

MATCHING_PODS = frozenset({"PodAffinity", "TopologySpread"})
"""Reasons that a pod placed later can take away."""


def matching_pods(pod: Pod, snapshot: Snapshot) -> tuple[int, ...]:
    """How many pods there are that the pod wants near it or is spread among."""
    spec = pod.spec
    queries: list[Query] = [
        Spread(pod.namespace, constraint.selector)
        for constraint in spec.spread_constraints
        if constraint.when_unsatisfiable == "DoNotSchedule"
    ]
    if spec.required_affinity:
        queries.append(AllTerms(tuple(Term.of(term) for term in spec.required_affinity)))
    return tuple(snapshot.topology_count(query, "").total for query in queries)


def wakes(outcome: Outcome, *, deleted: bool, joined: bool) -> bool:
    """Whether a pending pod is tried again: after a deletion, or after its company changed."""
    if not outcome.reasons:
        return True
    missing = any(reason.code in MATCHING_PODS and reason.reported for reason in outcome.reasons)
    return joined if missing else deleted
