"""What applying a DaemonSet does to the nodes: the rollout in a plan."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from dslint.findings import json_pointer
from dslint.kubernetes.cluster import Cluster, Shape
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, away_for_now
from dslint.placement.node_remarks import hindered_shapes
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import strategy_of
from dslint.plans import Blocked, Bounds, Budget, NodesByChange, Rollout, RolloutEnd, TemplateDifference
from dslint.rollout import blast_radius, rollout_status, timing
from dslint.rollout.behaviours import Rules
from dslint.rollout.bounds import RolloutBounds, bounds_of
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import Change, ExistingPod, NodesAndDecisions, lacking_nodes
from dslint.rollout.manage import deletes
from dslint.rollout.revisions import differences
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.state import DaemonNode

WAVES = "a view of a window that slides: a slot is free again as soon as one pod is available"


def plan_rollout(
    change: Change, existing: Sequence[ExistingPod], snapshot: Snapshot, *, trace: bool = False
) -> Rollout:
    """Simulate the update on the snapshot, which holds the nodes as they are now and all pods but this DaemonSet's.

    The snapshot is restored. Whether an existing pod is of the new template already depends on its revision if the
    inventory has the DaemonSet's history, otherwise on whether the template changes.
    """
    scenario = scenario_of(change, existing, snapshot)
    by_name = scenario.play(change.injected, trace=trace)
    bounds = bounds_of(scenario, change.injected, by_name)
    hindered = None if by_name.course.finished else _blocked(bounds, scenario.strategy)
    if hindered is not None and _completes_once_healed(scenario, change, by_name):
        hindered = _as_long_as_not_ready(hindered, by_name)
    return rollout_of(change, scenario, by_name, bounds.updated, hindered)


def scenario_of(change: Change, existing: Sequence[ExistingPod], snapshot: Snapshot) -> Scenario:
    daemonset = DaemonSet.of(change.new, change.release)
    nodes, platforms = snapshot.nodes, snapshot.cluster.platforms
    old = None if change.old is None else DaemonSet.of(change.old, change.release).spec
    return Scenario(
        daemonset=daemonset,
        existing=marked(change, existing, snapshot.cluster),
        context=NodesAndDecisions(
            nodes,
            strategy_of(daemonset, change.pod, snapshot).decide(),
            change.before,
            change.release,
            lacking_nodes(change, existing, nodes),
            hindered_shapes(change.pod.spec, nodes, platforms, change.release),
            {} if old is None else hindered_shapes(old, nodes, platforms, change.release, lasting=True),
        ),
        strategy=Strategy.of(change.new, change.release),
        snapshot=snapshot,
        new=change.pod,
        admission=change.admission,
    )


def marked(change: Change, existing: Sequence[ExistingPod], cluster: Cluster) -> list[ExistingPod]:
    """The existing pods, marked as new or old."""
    if all(item.made for item in existing):
        new = not change.rolls
        return [item._replace(new=new) for item in existing]
    # Only inventories with pods pay for their revisions.
    from dslint.rollout.pod_revisions import with_revisions

    return with_revisions(change, existing, cluster)


def rollout_of(
    change: Change, scenario: Scenario, result: ScenarioResult, updated: Bounds, hindered: Blocked | None
) -> Rollout:
    """The rollout with this course; `updated` and `hindered` are of all courses."""
    strategy = scenario.strategy
    rules = Rules.of(change.release)
    nodes = nodes_by_change(result.nodes, scenario.existing, strategy, rules, _away_for_now(scenario))
    desired = sum(node.should_run for node in result.nodes)
    work = timing.work_of(scenario, nodes, desired)
    duration, time = timing.rollout_time(change, scenario, work)
    return Rollout(
        strategy=strategy.type,
        changed=_changed(change, scenario),
        budget=_budget(strategy, result, desired),
        replaced=len(nodes.replaced),
        removed=len(nodes.removed) + len(nodes.removed_in_turn),
        added=len(nodes.added),
        removed_at_once=len(nodes.removed),
        blocked=hindered,
        updated=updated,
        waves=tuple(result.course.waves),
        duration=None if hindered else duration,
        start=result.course.start,
        steps=tuple(result.course.steps) if result.course.steps else None,
        template_diff=_template_diff(change),
        nodes=nodes,
        unavailable=blast_radius.unavailable(change, scenario, result),
        time=time,
        meanwhile=rollout_status.meanwhile(scenario.daemonset.name, scenario, result, duration, updated),
        waves_are=WAVES,
        end=_end(result),
    )


def _template_diff(change: Change) -> tuple[TemplateDifference, ...]:
    """Each difference with its line in the new manifest; empty where the old template is not known."""
    if change.old is None:
        return ()
    return tuple(
        TemplateDifference(
            json_pointer(found.path),
            found.where,
            found.old,
            found.new,
            change.line(found.path) if change.line else None,
        )
        for found in differences(change.old, change.new)
    )


def _changed(change: Change, scenario: Scenario) -> bool:
    """Where nothing says what runs, the pods tell whether the template changes."""
    return change.rolls if change.old is not None else any(not item.new for item in scenario.existing)


def _end(result: ScenarioResult) -> RolloutEnd:
    old, new = (
        frozenset(node.name for node in result.nodes if any(pod.bound for pod in node.live(new=new)))
        for new in (False, True)
    )
    refusal = result.course.refusal
    without = [node.name for node in result.nodes if node.should_run and not node.pods] if refusal else []
    return RolloutEnd(old, new, refusal, tuple(without))


def _blocked(bounds: RolloutBounds, strategy: Strategy) -> Blocked | None:
    from dslint.rollout.blocked import blocked

    return blocked(bounds, strategy)


def _completes_once_healed(scenario: Scenario, change: Change, result: ScenarioResult) -> bool:
    """Whether the rollout only waits for nodes that are not ready, whose kubelets work."""
    if not any(node.not_ready and node.pods for node in result.nodes):
        return False
    healed = replace(scenario, context=replace(scenario.context, healed=True))
    return healed.play(change.injected).course.finished


def _as_long_as_not_ready(found: Blocked, result: ScenarioResult) -> Blocked:
    count = sum(node.not_ready and bool(node.pods) for node in result.nodes)
    nodes = "1 node stays" if count == 1 else f"{count} nodes stay"
    return found._replace(message=f"as long as {nodes} not ready, {found.message}")


def _away_for_now(scenario: Scenario) -> frozenset[str]:
    context = scenario.context
    known: dict[tuple[Shape, Decision], bool] = {}
    found = []
    for node, decision in zip(context.nodes, context.decisions, strict=True):
        if decision.should_run or not decision.should_continue:
            continue
        key = (node.shape, decision)
        if key not in known:
            known[key] = away_for_now(decision, scenario.daemonset, node.shape, context.release)
        if known[key]:
            found.append(node.name)
    return frozenset(found)


def nodes_by_change(
    nodes: Sequence[DaemonNode],
    existing: Iterable[ExistingPod],
    strategy: Strategy,
    rules: Rules,
    away: Container[str] = frozenset(),
) -> NodesByChange:
    """What happens on each node if the rollout runs to its end. `away` names nodes with a temporary taint."""
    had: dict[str, list[ExistingPod]] = {}
    for item in existing:
        had.setdefault(item.node, []).append(item)
    names: dict[str, list[str]] = {field: [] for field in NodesByChange._fields}
    for node in nodes:
        change = _change_of(node, had.get(node.name, ()), strategy, rules)
        if change:
            names["away" if change == "removed_in_turn" and node.name in away else change].append(node.name)
    return NodesByChange(**{change: tuple(found) for change, found in names.items()})


def _change_of(node: DaemonNode, existing: Sequence[ExistingPod], strategy: Strategy, rules: Rules) -> str:
    if not existing:
        return "added" if node.should_run else ""
    if not node.should_continue:
        return "removed"
    # A pod that is ending, or that the controller deletes because it has ended, is replaced whatever the strategy.
    stays = any((item.live or _is_left(item, rules)) and (item.new or not strategy.rolls) for item in existing)
    if all(item.new for item in existing) or (stays and not (strategy.rolls and _has_old(existing))):
        return "kept"
    return "replaced" if node.should_run else "removed_in_turn"


def _is_left(item: ExistingPod, rules: Rules) -> bool:
    """Whether it has ended, and the controller leaves it there."""
    pod = item.pod
    return pod.finished and not pod.terminating and not deletes(pod.phase, rules)


def _has_old(existing: Sequence[ExistingPod]) -> bool:
    return any(item.live and not item.new for item in existing)


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
