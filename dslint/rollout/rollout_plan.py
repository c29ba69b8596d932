"""What applying a DaemonSet does to the nodes: the rollout's part of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dslint.placement.behaviours import CONTROLLER_BINDS
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.daemonset_controller_until_1_11 import BindingController
from dslint.placement.snapshot import Snapshot
from dslint.plans import Budget, NodesByChange, Rollout
from dslint.rollout import blocked, further_facts
from dslint.rollout.bounds import RolloutBounds, bounds_of
from dslint.rollout.budget import Strategy
from dslint.rollout.change import Change
from dslint.rollout.existing_pods import ExistingPod, NodesAndDecisions
from dslint.rollout.pod_revisions import with_revisions
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.state import DaemonNode

__all__ = ["Change", "plan_rollout"]


def plan_rollout(change: Change, present: Sequence[ExistingPod], snapshot: Snapshot, *, trace: bool = False) -> Rollout:
    """Play the update on the snapshot, which holds the nodes as they now are and all pods but this DaemonSet's.

    The snapshot is left as it was. Which present pods are of the new template already is told by their revision where
    the inventory has the DaemonSet's history, else by whether the template changes.
    """
    daemonset = DaemonSet.of(change.new, change.release)
    scenario = Scenario(
        daemonset=daemonset,
        present=with_revisions(change, present, snapshot.cluster),
        ground=NodesAndDecisions(snapshot.nodes, decisions_of(daemonset, snapshot), change.before, change.release),
        strategy=Strategy.of(change.new, change.release),
        snapshot=snapshot,
        new=change.pod,
    )
    by_name = scenario.play(change.injected, trace=trace)
    return _rollout(change, scenario, bounds_of(scenario, change.injected, by_name))


def decisions_of(daemonset: DaemonSet, snapshot: Snapshot) -> list[Decision]:
    """The controller's, node by node; up to 1.11 it looks at ports and, to hold a pod back, at room."""
    if snapshot.release.has(CONTROLLER_BINDS):
        controller = BindingController.of(daemonset, snapshot)
        return [controller.judge(node).decision for node in snapshot.nodes]
    return decide_all(daemonset.spec, snapshot.nodes, snapshot.release)


def _rollout(change: Change, scenario: Scenario, bounds: RolloutBounds) -> Rollout:
    strategy, played = scenario.strategy, bounds.by_name
    nodes = nodes_by_change(played.nodes, {item.node: item for item in scenario.present}, strategy)
    desired = sum(node.should_run for node in played.nodes)
    hindered = blocked.blocked(bounds, strategy)
    work = further_facts.work_of(scenario, nodes, desired)
    duration, time = further_facts.time(change, scenario, work)
    return Rollout(
        strategy=strategy.type,
        changed=change.rolls,
        budget=_budget(strategy, played, desired),
        replaced=len(nodes.replaced),
        removed=len(nodes.removed) + len(nodes.removed_in_turn),
        added=len(nodes.added),
        removed_at_once=len(nodes.removed),
        blocked=hindered,
        updated=bounds.updated,
        waves=tuple(played.course.waves),
        duration=None if hindered else duration,
        steps=tuple(played.course.steps) if played.course.steps else None,
        template_diff=further_facts.template_diff(change),
        nodes=nodes,
        unavailable=further_facts.unavailable(change, scenario, played),
        time=time,
        meanwhile=further_facts.meanwhile(scenario.daemonset.name, scenario, played, duration, bounds.updated),
        waves_are=further_facts.WAVES,
    )


def nodes_by_change(nodes: Sequence[DaemonNode], had: Mapping[str, ExistingPod], strategy: Strategy) -> NodesByChange:
    """What happens on each node if the rollout runs to its end."""
    names: dict[str, list[str]] = {field: [] for field in NodesByChange._fields}
    for node in nodes:
        change = _change_of(node, had.get(node.name), strategy)
        if change:
            names[change].append(node.name)
    return NodesByChange(**{change: tuple(found) for change, found in names.items()})


def _change_of(node: DaemonNode, present: ExistingPod | None, strategy: Strategy) -> str:
    if present is None:
        return "added" if node.should_run else ""
    if not node.should_continue:
        return "removed"
    if present.new or not strategy.rolls:
        return "kept"
    return "replaced" if node.should_run else "removed_in_turn"


def _budget(strategy: Strategy, played: ScenarioResult, desired: int) -> Budget | None:
    if not strategy.rolls:
        return None
    return Budget(
        max_unavailable=strategy.max_unavailable,
        max_surge=strategy.max_surge,
        of=desired,
        value=strategy.counts(desired).value,
        taken=played.course.taken_at_first,
    )
