"""What applying a DaemonSet does to the nodes: the rollout in a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dslint.placement.daemonset import DaemonSet
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import strategy_of
from dslint.plans import Budget, Rollout
from dslint.rollout import blocked, further_facts
from dslint.rollout.bounds import RolloutBounds, bounds_of
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import Change, ExistingPod, NodesAndDecisions, with_revisions
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.state import DaemonNode


def plan_rollout(
    change: Change, existing: Sequence[ExistingPod], snapshot: Snapshot, *, trace: bool = False
) -> Rollout:
    """Simulate the update on the snapshot, which holds the nodes as they are now and all pods but this DaemonSet's.

    The snapshot is restored. Whether an existing pod is of the new template already depends on its revision if the
    inventory has the DaemonSet's history, otherwise on whether the template changes.
    """
    daemonset = DaemonSet.of(change.new, change.release)
    scenario = Scenario(
        daemonset=daemonset,
        existing=with_revisions(change, existing, snapshot.cluster),
        context=NodesAndDecisions(
            snapshot.nodes, strategy_of(daemonset, change.pod, snapshot).decide(), change.before, change.release
        ),
        strategy=Strategy.of(change.new, change.release),
        snapshot=snapshot,
        new=change.pod,
    )
    by_name = scenario.play(change.injected, trace=trace)
    return _rollout(change, scenario, bounds_of(scenario, change.injected, by_name))


def _rollout(change: Change, scenario: Scenario, bounds: RolloutBounds) -> Rollout:
    strategy, result = scenario.strategy, bounds.by_name
    fates = fates_of(result.nodes, {item.node: item for item in scenario.existing}, strategy)
    desired = sum(node.should_run for node in result.nodes)
    hindered = blocked.blocked(bounds, strategy)
    work = further_facts.work_of(scenario, fates, desired)
    duration, time = further_facts.time(change, scenario, work)
    return Rollout(
        strategy=strategy.type,
        changed=change.rolls,
        budget=_budget(strategy, result, desired),
        replaced=len(fates["replaced"]),
        removed=len(fates["removed"]) + len(fates["removedInTurn"]),
        added=len(fates["added"]),
        removed_at_once=len(fates["removed"]),
        blocked=hindered,
        updated=bounds.updated,
        waves=tuple(result.course.waves),
        duration=None if hindered else duration,
        steps=tuple(result.course.steps) if result.course.steps else None,
        extra={
            "templateDiff": further_facts.template_diff(change),
            "nodes": fates,
            "unavailable": further_facts.unavailable(change, scenario, result),
            "time": time,
            "meanwhile": further_facts.said_meanwhile(
                scenario.daemonset.name, scenario, result, duration, bounds.updated
            ),
            "wavesAre": further_facts.WAVES,
        },
    )


def fates_of(nodes: Sequence[DaemonNode], had: Mapping[str, ExistingPod], strategy: Strategy) -> dict[str, list[str]]:
    """Node names by what a complete rollout does to them: added, kept, replaced, removed, removedInTurn."""
    fates: dict[str, list[str]] = {"added": [], "kept": [], "replaced": [], "removed": [], "removedInTurn": []}
    for node in nodes:
        fate = _fate(node, had.get(node.name), strategy)
        if fate:
            fates[fate].append(node.name)
    return fates


def _fate(node: DaemonNode, existing: ExistingPod | None, strategy: Strategy) -> str:
    if existing is None:
        return "added" if node.should_run else ""
    if not node.should_continue:
        return "removed"
    if existing.new or not strategy.rolls:
        return "kept"
    return "replaced" if node.should_run else "removedInTurn"


def _budget(strategy: Strategy, result: ScenarioResult, desired: int) -> Budget | None:
    if not strategy.rolls:
        return None
    return Budget(
        max_unavailable=strategy.max_unavailable,
        max_surge=strategy.max_surge,
        of=desired,
        value=strategy.counts(desired).value,
        taken=result.course.taken_at_first,
    )
