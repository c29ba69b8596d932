"""One DaemonSet in a plan: its pods that are there, the change, and where its pods end up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dslint.inventory.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.settlement import DaemonSetPlacement, Settlement
from dslint.planning.admitting import Refused
from dslint.planning.groups import Answer, Reasons, grouped
from dslint.planning.machine import remarks
from dslint.planning.workload import Workload
from dslint.plans import REMOVED_IN_TURN, Decider, Reason, Rollout, State, WorkloadPlan
from dslint.rollout.budget import Strategy
from dslint.rollout.planning import Change, plan_rollout
from dslint.rollout.present import Doubts, Present

WITH_POD = frozenset({State.BOUND, State.PENDING})
IN_TURN = (
    Reason(
        REMOVED_IN_TURN,
        Decider.DAEMONSET_CONTROLLER,
        "the pod goes when the rolling update comes to it, and is not created again",
    ),
)


@dataclass(frozen=True, slots=True)
class Situation:
    """What an update of a DaemonSet meets.

    `old` is the object that runs now, after defaulting, None where none is known; `present` its pods. `before` are
    the nodes by name where they change with the update.
    """

    old: Mapping[str, Any] | None
    present: tuple[Present, ...]
    before: Mapping[str, Node]
    doubts: Doubts
    trace: bool

    @property
    def updates(self) -> bool:
        """Whether anything of this DaemonSet is there before."""
        return self.old is not None or bool(self.present)


@dataclass(slots=True)
class PlacedDaemonSet:
    """A DaemonSet that has been put into the world; ask for its plan when all workloads have been."""

    workload: Workload
    placement: DaemonSetPlacement
    had: frozenset[str]
    rollout: Rollout | None

    def plan(self) -> WorkloadPlan:
        answers = list(self._answers())
        return WorkloadPlan(
            self.workload.ref,
            desired=self.placement.desired,
            bound=self.placement.count(State.BOUND),
            pending=self.placement.count(State.PENDING),
            placement=grouped(answers),
            rollout=self.rollout,
        )

    def _answers(self) -> Iterator[Answer]:
        placement = self.placement
        notes: dict[int, Reasons] = {}
        for node, decision in zip(placement.world.nodes, placement.decisions, strict=True):
            outcome = placement.outcomes[node.name]
            victims = tuple(eviction.to_victim() for eviction in outcome.evicted)
            if outcome.state is State.EXCLUDED and node.name in self.had:
                said = IN_TURN if decision.should_continue else ()
                yield Answer(node.name, State.REMOVED, outcome.reasons, said)
            elif outcome.state in WITH_POD:
                known = notes.get(id(node.shape))
                if known is None:
                    known = notes[id(node.shape)] = tuple(remarks(placement.daemonset.spec, node.shape))
                yield Answer(node.name, outcome.state, outcome.reasons, known, victims)
            else:
                yield Answer(node.name, outcome.state, outcome.reasons)


def place(workload: Workload, pod: Pod, settlement: Settlement, situation: Situation) -> PlacedDaemonSet:
    """Plays the rollout where there is one, then puts the new pods into the world. `pod` is the new one, admitted."""
    world = settlement.world
    daemonset = DaemonSet.of(workload.value, world.release)
    rollout, stays = None, True
    for item in situation.present:
        if item.pod.node:
            world.remove(item.pod)
    if situation.updates:
        change = Change(workload.value, situation.old, pod, world.release, situation.before, situation.doubts)
        rollout = plan_rollout(change, situation.present, world, trace=situation.trace)
        stays = not change.rolls or not Strategy.of(workload.value, world.release).rolls
    if stays:
        for item in situation.present:
            if item.pod.node:
                world.add(item.pod)
    had = frozenset(item.node for item in situation.present)
    return PlacedDaemonSet(workload, settlement.place(daemonset, pod), had, rollout)


def refused(workload: Workload, answer: Refused, nodes: Sequence[Node], release: Release) -> WorkloadPlan:
    """The DaemonSet exists, its controller wants its pods, and the API server takes none of them."""
    decisions = decide_all(DaemonSet.of(workload.value, release).spec, nodes, release)
    reasons = (answer.reason(),)
    return WorkloadPlan(
        workload.ref,
        desired=sum(decision.should_run for decision in decisions),
        placement=grouped(_refused(nodes, decisions, reasons)),
        notes=(f"the DaemonSet is accepted, its pods are not: {answer.said}",),
    )


def _refused(nodes: Sequence[Node], decisions: Sequence[Decision], reasons: Reasons) -> Iterator[Answer]:
    for node, decision in zip(nodes, decisions, strict=True):
        yield Answer(node.name, State.EXCLUDED, reasons if decision.should_run else decision.reasons)
