"""What the pods of a surge evict: each must fit beside the old pod of its node, which goes only later."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.kubernetes.pods import Pod
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.strategy import Strategy, strategy_of


def evict_beside_old(placement: DaemonSetPlacement, old_pods: Iterable[Pod]) -> None:
    """Correct the victims of pods that were placed as if the old ones were gone.

    Where a new pod does not fit beside the old one, nothing is evicted and the old pod stays.
    """
    snapshot = placement.snapshot
    strategy = strategy_of(placement.daemonset, placement.pod, snapshot)
    for old in old_pods:
        outcome = placement.outcomes.get(old.node)
        if outcome is None or not outcome.evicted or outcome.pod is None:
            continue
        placement.change(old.node, _beside(old, outcome, strategy, placement))


def _beside(old: Pod, outcome: Outcome, strategy: Strategy, placement: DaemonSetPlacement) -> Outcome:
    snapshot, new = placement.snapshot, outcome.pod
    assert new is not None
    snapshot.remove(new)
    for eviction in outcome.evicted:
        snapshot.add(eviction.pod)
    snapshot.add(old)
    found = strategy.attempt(snapshot.by_name[old.node])
    if not (found.nodes or found.victims):
        return Outcome(outcome.state, pod=old)
    # A new pod of a higher priority may evict the old one, which goes anyway.
    victims = tuple(eviction for eviction in found.victims if eviction.pod is not old)
    for pod in (old, *(eviction.pod for eviction in victims)):
        snapshot.remove(pod)
    snapshot.add(new)
    return Outcome(outcome.state, outcome.reasons, victims, new, outcome.plugin)
