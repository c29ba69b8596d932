"""What applying a DaemonSet does to the nodes: the rollout's part of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dslint.inventory.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.behaviours import CONTROLLER_BINDS
from dslint.placement.controller_binding import BindingController
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.world import World
from dslint.plans import Budget, Rollout
from dslint.rollout import bounds, revisions
from dslint.rollout.budget import Strategy
from dslint.rollout.present import NO_DOUBTS, Doubts, Ground, Present
from dslint.rollout.rehearsal import Played, Rehearsal
from dslint.rollout.state import DaemonNode


@dataclass(frozen=True, slots=True)
class Change:
    """An update as it is applied. Both DaemonSets are defaulted; `old` is None where none is known.

    `pod` is the new template's pod after admission, not bound. `before` are the nodes by name as they were, where they
    change with the update.
    """

    new: Mapping[str, Any]
    old: Mapping[str, Any] | None
    pod: Pod
    release: Release
    before: Mapping[str, Node]
    doubts: Doubts = NO_DOUBTS

    @property
    def rolls(self) -> bool:
        """Whether present pods count as old."""
        return self.old is None or revisions.changed(self.old, self.new, self.release)


def plan_rollout(change: Change, present: Sequence[Present], world: World, *, trace: bool = False) -> Rollout:
    """Play the update on the world, which holds the nodes as they now are and all pods but this DaemonSet's.

    The world is left as it was. Present pods of an unchanged template count as new whatever they are marked as.
    """
    daemonset = DaemonSet.of(change.new, change.release)
    decisions = decisions_of(daemonset, world)
    if not change.rolls:
        present = [item._replace(new=True) for item in present]
    rehearsal = Rehearsal(
        daemonset=daemonset,
        present=present,
        ground=Ground(world.nodes, decisions, change.before, change.release),
        strategy=Strategy.of(change.new, change.release),
        world=world,
        new=change.pod,
    )
    played = rehearsal.play(change.doubts, trace=trace)
    return _rollout(change, rehearsal, played, decisions)


def decisions_of(daemonset: DaemonSet, world: World) -> list[Decision]:
    """The controller's, node by node; up to 1.11 it looks at ports and, to hold a pod back, at room."""
    if world.release.has(CONTROLLER_BINDS):
        controller = BindingController.of(daemonset, world)
        return [controller.judge(node).decision for node in world.nodes]
    return decide_all(daemonset.spec, world.nodes, world.release)


def _rollout(change: Change, rehearsal: Rehearsal, played: Played, decisions: Sequence[Decision]) -> Rollout:
    strategy = rehearsal.strategy
    had = {item.node: item for item in rehearsal.present}
    fates = fates_of(played.nodes, had, strategy)
    return Rollout(
        strategy=strategy.type,
        changed=change.rolls,
        budget=_budget(strategy, played, sum(decision.should_run for decision in decisions)),
        replaced=len(fates["replaced"]),
        removed=len(fates["removed"]) + len(fates["removedInTurn"]),
        added=len(fates["added"]),
        removed_at_once=len(fates["removed"]),
        blocked=None,
        updated=bounds.updated(rehearsal, change.doubts, played),
        waves=tuple(played.course.waves),
        steps=tuple(played.course.steps) if played.course.steps else None,
    )


def fates_of(nodes: Sequence[DaemonNode], had: Mapping[str, Present], strategy: Strategy) -> dict[str, list[str]]:
    """What is in store for each node if the rollout runs to its end: added, kept, replaced, removed … -> names."""
    fates: dict[str, list[str]] = {"added": [], "kept": [], "replaced": [], "removed": [], "removedInTurn": []}
    for node in nodes:
        fate = _fate(node, had.get(node.name), strategy)
        if fate:
            fates[fate].append(node.name)
    return fates


def _fate(node: DaemonNode, present: Present | None, strategy: Strategy) -> str:
    if present is None:
        return "added" if node.should_run else ""
    if not node.should_continue:
        return "removed"
    if present.new or not strategy.rolls:
        return "kept"
    return "replaced" if node.should_run else "removedInTurn"


def _budget(strategy: Strategy, played: Played, desired: int) -> Budget | None:
    if not strategy.rolls:
        return None
    return Budget(
        max_unavailable=strategy.max_unavailable,
        max_surge=strategy.max_surge,
        of=desired,
        value=strategy.counts(desired).value,
        taken=played.course.taken_at_first,
    )
