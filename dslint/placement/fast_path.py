"""A DaemonSet that nothing is placed after: nodes alike are answered once, and no pod is put into the snapshot."""

from __future__ import annotations

from collections.abc import Hashable

from dslint.placement.daemonset_controller import signatures
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.strategy import Strategy
from dslint.plans import State


def place_alike(placement: DaemonSetPlacement, strategy: Strategy) -> bool:
    """Fill in the outcomes; False where a pod must be evicted, which takes the full way.

    Only for a strategy that reads one node at a time, and for a DaemonSet without existing pods.
    """
    snapshot = placement.snapshot
    # Admission only adds to what the template selects: nodes alike for the pod are alike for the controller.
    signature = signatures(placement.pod.spec, snapshot.nodes)
    excluded: dict[Hashable, Outcome] = {}
    known: dict[Hashable, Outcome] = {}
    for node, decision in zip(snapshot.nodes, placement.decisions, strict=True):
        if not decision.should_run:
            alike = signature(node)
            outcome = excluded.get(alike)
            if outcome is None:
                outcome = excluded[alike] = Outcome(State.EXCLUDED, decision.reasons)
            placement.outcomes[node.name] = outcome
            continue
        key = node.index if snapshot.occupied(node) else ("empty", signature(node))
        outcome = known.get(key)
        if outcome is None:
            found = strategy.attempt(node)
            if found.victims:
                return False
            verdict = found.verdicts.get(node.name)
            outcome = known[key] = Outcome(State.PENDING, verdict.reasons) if verdict else Outcome(State.BOUND)
        placement.outcomes[node.name] = outcome
    return True
