"""One DaemonSet in a plan: its pods that are there, the change, and where its pods end up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.node_remarks import node_remarks
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.snapshot import Snapshot
from dslint.planning.node_outcomes import NodeOutcome, Reasons, grouped
from dslint.planning.workload import Workload
from dslint.plans import REMOVED_IN_TURN, Decider, Explanation, Reason, Rollout, State, WorkloadPlan

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas
    from dslint.placement.scheduling import SchedulingRun
    from dslint.rollout.existing_pods import ExistingPod

WITH_POD = frozenset({State.BOUND, State.PENDING})
IN_TURN = (
    Reason(
        REMOVED_IN_TURN,
        Decider.DAEMONSET_CONTROLLER,
        "the pod goes when the rolling update comes to it, and is not created again",
    ),
)


class PlanOptions(NamedTuple):
    """What is asked of a whole run. `unready` are names of nodes whose present pod is not ready, `broken` of those
    whose new pod never gets ready; `explain` are the nodes to explain.
    """

    unready: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    trace: bool = False
    scores: bool = False
    explain: Sequence[Node] = ()


class UpdateContext(NamedTuple):
    """What an update of a DaemonSet meets.

    `old` is the object that runs now, after defaulting, None where none is known; `present` its pods. `before` are
    the nodes by name where they change with the update. `last`: no workload is placed after this one. `quotas` is
    None where there are none.
    """

    old: Mapping[str, Any] | None
    present: tuple[ExistingPod, ...]
    before: Mapping[str, Node]
    last: bool
    quotas: Quotas | None
    options: PlanOptions

    @property
    def updates(self) -> bool:
        """Whether anything of this DaemonSet is there before."""
        return self.old is not None or bool(self.present)


@dataclass(slots=True)
class PlacedDaemonSet:
    """A DaemonSet that has been put into the snapshot; ask for its plan when all workloads have been."""

    workload: Workload
    placement: DaemonSetPlacement
    had: frozenset[str]
    rollout: Rollout | None
    explanations: tuple[Explanation, ...] = ()
    limited: str | None = None

    def plan(self) -> WorkloadPlan:
        answers = list(self._answers())
        return WorkloadPlan(
            self.workload.ref,
            desired=self.placement.desired,
            bound=self.placement.count(State.BOUND),
            pending=self.placement.count(State.PENDING),
            placement=grouped(answers),
            rollout=self.rollout,
            notes=tuple(str(note) for note in (self.limited, self.placement.order_bounds) if note),
            explanations=self.explanations,
        )

    def _answers(self) -> Iterator[tuple[str, NodeOutcome]]:
        placement = self.placement
        shared: dict[tuple[int, int, bool], NodeOutcome] = {}
        for node, decision in zip(placement.snapshot.nodes, placement.decisions, strict=True):
            outcome = placement.outcomes[node.name]
            key = (id(outcome), id(node.shape), node.name in self.had)
            answer = shared.get(key)
            if answer is None:
                answer = shared[key] = self._answer(outcome, node, decision)
            yield node.name, answer

    def _answer(self, outcome: Outcome, node: Node, decision: Decision) -> NodeOutcome:
        if outcome.state is State.EXCLUDED and node.name in self.had:
            # It had a pod and gets no new one: it loses it, at once or in its turn.
            return NodeOutcome(State.REMOVED, outcome.reasons, IN_TURN if decision.should_continue else ())
        if outcome.state not in WITH_POD:
            return NodeOutcome(outcome.state, outcome.reasons)
        notes = tuple(
            node_remarks(self.placement.daemonset.spec, node.shape, self.placement.snapshot.cluster.platforms)
        )
        victims = tuple(eviction.to_victim() for eviction in outcome.evicted)
        return NodeOutcome(outcome.state, outcome.reasons, notes, victims)


def plan_daemonset(
    workload: Workload, pod: Pod, snapshot: Snapshot, scheduling: Callable[[], SchedulingRun], context: UpdateContext
) -> PlacedDaemonSet:
    """Play the rollout where there is one, then put the new pods into the snapshot. `pod` is the new one, admitted."""
    daemonset = DaemonSet.of(workload.value, snapshot.release)
    rollout = None
    explained: tuple[Explanation, ...] = ()
    if context.updates:
        from dslint.planning.update_plan import plan_update

        rollout = plan_update(workload, pod, snapshot, context)
    if context.options.explain:
        from dslint.planning import explanations

        explained = explanations.of_daemonset(daemonset, pod, context.options.explain, snapshot, workload.line)
    placement = scheduling().place(daemonset, pod, last=context.last and not context.present)
    had = frozenset(item.node for item in context.present)
    placed = PlacedDaemonSet(workload, placement, had, rollout, explained)
    if context.quotas is not None:
        from dslint.planning.quota_charge import keep_out

        placed.limited = keep_out(placement, _new(placement, had), context.quotas, snapshot)
    return placed


def _new(placement: DaemonSetPlacement, had: frozenset[str]) -> list[Node]:
    """The nodes for which a pod is made that had none."""
    decided = zip(placement.snapshot.nodes, placement.decisions, strict=True)
    return [node for node, decision in decided if decision.should_run and node.name not in had]


def refused_plan(
    workload: Workload, rejection: Reason, nodes: Sequence[Node], release: Release, explain: Sequence[Node]
) -> WorkloadPlan:
    """The DaemonSet exists, its controller wants its pods, and the API server takes none of them."""
    from dslint.planning.explanations import of_refused

    decisions = decide_all(DaemonSet.of(workload.value, release).spec, nodes, release)
    reasons = (rejection,)
    return WorkloadPlan(
        workload.ref,
        desired=sum(decision.should_run for decision in decisions),
        placement=grouped(_refused(nodes, decisions, reasons)),
        notes=(f"the DaemonSet is accepted, its pods are not: {rejection.message}",),
        explanations=of_refused(rejection, explain, workload.line),
    )


def _refused(
    nodes: Sequence[Node], decisions: Sequence[Decision], reasons: Reasons
) -> Iterator[tuple[str, NodeOutcome]]:
    for node, decision in zip(nodes, decisions, strict=True):
        yield node.name, NodeOutcome(State.EXCLUDED, reasons if decision.should_run else decision.reasons)
