"""The last DaemonSet of a run: nobody asks the snapshot after it, so nodes alike are answered once, none is bound."""

from __future__ import annotations

from collections.abc import Hashable

from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import decide_all, signatures
from dslint.placement.filter_run import FilterRun
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.scheduler import attempt_on
from dslint.placement.scheduler_name import never_tried
from dslint.placement.snapshot import Snapshot
from dslint.plans import State


def place_fast(daemonset: DaemonSet, pod: Pod, snapshot: Snapshot) -> DaemonSetPlacement | None:
    """None where one node's answer hangs on another's, or a pod must be evicted: then everything has to be played."""
    if pod.spec.node_name or never_tried(pod, SPEC_PATH) or not snapshot.release.has(behaviours.NARROWS_TO_ITS_NODE):
        return None
    checks = FilterRun(pod, snapshot, pinned=True, within=SPEC_PATH)
    if not checks.alone:
        return None
    placement = DaemonSetPlacement(
        daemonset, pod, snapshot, decide_all(daemonset.spec, snapshot.nodes, snapshot.release)
    )
    return placement if _answered(placement, checks) else None


def _answered(placement: DaemonSetPlacement, checks: FilterRun) -> bool:
    """Whether every node could be answered without evicting anybody."""
    snapshot = placement.snapshot
    signature = signatures(placement.pod.spec, snapshot.nodes)
    excluded: dict[int, Outcome] = {}
    known: dict[Hashable, Outcome] = {}
    for node, decision in zip(snapshot.nodes, placement.decisions, strict=True):
        if not decision.should_run:
            outcome = excluded.get(id(decision))
            if outcome is None:
                outcome = excluded[id(decision)] = Outcome(State.EXCLUDED, decision.reasons)
            placement.outcomes[node.name] = outcome
            continue
        key = node.index if snapshot.occupied(node) else ("empty", signature(node))
        outcome = known.get(key)
        if outcome is None:
            found = attempt_on(checks, node)
            if found.victims:
                return False
            verdict = found.verdicts.get(node.name)
            outcome = Outcome(State.PENDING, verdict.reasons) if verdict else Outcome(State.BOUND)
            known[key] = outcome
        placement.outcomes[node.name] = outcome
    return True
