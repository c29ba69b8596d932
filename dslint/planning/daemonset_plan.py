"""One DaemonSet in a plan: its current pods, the rollout, and the placement of its new pods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.node_remarks import node_remarks
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.snapshot import Snapshot
from dslint.planning.node_outcomes import NodeOutcome, Reasons, grouped
from dslint.planning.plan_options import PlanOptions
from dslint.planning.pod_admission import exclude_over_quota
from dslint.planning.workload import Workload
from dslint.plans import REMOVED_IN_TURN, Decider, Explanation, Reason, Rollout, State, WorkloadPlan

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas
    from dslint.placement.scheduling import SchedulingRun
    from dslint.planning.current_pods import Victims
    from dslint.rollout.existing_pods import Change, ExistingPod

WITH_POD = frozenset({State.BOUND, State.PENDING})
IN_TURN = (
    Reason(
        REMOVED_IN_TURN,
        Decider.DAEMONSET_CONTROLLER,
        "the pod is deleted during the rollout, and is not created again",
    ),
)


class UpdateContext(NamedTuple):
    """What an update of a DaemonSet starts from.

    `old` is the object that runs now, after defaulting, None where it is not known; `present` are its pods. `before`
    are the nodes by name, where they change with the update. `last`: no workload is placed after this one. `quotas`
    is None where the cluster has no ResourceQuota. `joint`: it changes together with others; the `rollout` of an update
    is known then, and the snapshot is as they end. `evicted` has the victims of its pods by node so far.
    """

    old: Mapping[str, Any] | None
    present: tuple[ExistingPod, ...]
    before: Mapping[str, Node]
    last: bool
    quotas: Quotas | None
    options: PlanOptions
    joint: bool = False
    rollout: Rollout | None = None
    evicted: Victims = MappingProxyType({})

    @property
    def updates(self) -> bool:
        """Whether the DaemonSet, or a pod of it, exists before."""
        return self.old is not None or bool(self.present)


@dataclass(frozen=True, slots=True)
class PlacedDaemonSet:
    """A DaemonSet whose pods are in the snapshot. Ask for its plan once all workloads have been placed.

    `had` are the nodes with a pod of it before the change. `over_quota` is a note about pods that a ResourceQuota
    refuses.
    """

    workload: Workload
    placement: DaemonSetPlacement
    had: frozenset[str]
    rollout: Rollout | None
    explanations: tuple[Explanation, ...] = ()
    over_quota: str | None = None
    evicted: Victims = field(default_factory=dict)

    def plan(self) -> WorkloadPlan:
        answers = list(self._answers())
        return WorkloadPlan(
            self.workload.ref,
            desired=self.placement.desired,
            bound=self.placement.count(State.BOUND),
            pending=self.placement.count(State.PENDING),
            placement=grouped(answers),
            rollout=self.rollout,
            notes=tuple(str(note) for note in (self.over_quota, self.placement.order_bounds) if note),
            explanations=self.explanations,
        )

    def _answers(self) -> Iterator[tuple[str, NodeOutcome]]:
        placement = self.placement
        shared: dict[tuple[Outcome, Shape, bool], NodeOutcome] = {}
        for node, decision in zip(placement.snapshot.nodes, placement.decisions, strict=True):
            outcome = placement.outcomes[node.name]
            key = (outcome, node.shape, node.name in self.had)
            answer = shared.get(key)
            if answer is None:
                answer = shared[key] = self._answer(outcome, node, decision)
            yield node.name, self._with_earlier_victims(node.name, answer)

    def _with_earlier_victims(self, node: str, answer: NodeOutcome) -> NodeOutcome:
        earlier = self.evicted.get(node)
        if not earlier:
            return answer
        victims = (*(eviction.to_victim() for eviction in earlier), *answer.evicts)
        return replace(answer, evicts=tuple(dict.fromkeys(victims)))

    def _answer(self, outcome: Outcome, node: Node, decision: Decision) -> NodeOutcome:
        if outcome.state is State.EXCLUDED and node.name in self.had:
            # The node had a pod and gets no new one: the pod is removed, at once or during the rollout.
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
    """Simulates the rollout of an update, then places the new pods in the snapshot.

    `pod` is the new pod after admission.
    """
    daemonset = DaemonSet.of(workload.value, snapshot.release)
    rollout = context.rollout
    explained: tuple[Explanation, ...] = ()
    if context.updates and not context.joint:
        rollout = _plan_update(workload, pod, snapshot, context)
    if context.options.explain:
        from dslint.planning import explanations

        nodes = context.options.explain
        with without_pods_of(daemonset, nodes if context.joint else (), snapshot):
            explained = explanations.of_daemonset(daemonset, pod, nodes, snapshot, workload.line)
    placement = scheduling().place(daemonset, pod, last=context.last and not context.present)
    if rollout is not None and not context.joint and _surges(rollout):
        _evict_beside_old(placement, rollout, context)
    had = frozenset(item.node for item in context.present)
    over_quota = None
    if context.quotas is not None:
        over_quota = exclude_over_quota(placement, _new(placement, had), context.quotas, snapshot)
    return PlacedDaemonSet(workload, placement, had, rollout, explained, over_quota, context.evicted)


@contextmanager
def without_pods_of(daemonset: DaemonSet, nodes: Iterable[Node], snapshot: Snapshot) -> Iterator[None]:
    """Without the DaemonSet's own pods on these nodes, where its new pod is explained."""
    own = [pod for node in nodes for pod in snapshot.state(node).pods if daemonset.owns(pod)]
    taken = [(pod, snapshot.take_out(pod)) for pod in own]
    yield
    for pod, place in reversed(taken):
        snapshot.put_back(pod, place)


def _plan_update(workload: Workload, pod: Pod, snapshot: Snapshot, context: UpdateContext) -> Rollout:
    """The rollout. It takes the pods that it replaces out of the snapshot and leaves those that stay."""
    # Only updates pay for the rollout.
    from dslint.rollout.budget import Strategy
    from dslint.rollout.rollout_plan import plan_rollout

    release = snapshot.release
    present = [item.pod for item in context.present if item.pod.node]
    for old in present:
        snapshot.remove(old)
    change = change_of(workload, pod, release, context)
    rollout = plan_rollout(change, context.present, snapshot, trace=context.options.trace)
    if not change.rolls or not Strategy.of(workload.value, release).rolls:
        for old in present:
            snapshot.add(old)
    return rollout


def _surges(rollout: Rollout) -> bool:
    return rollout.budget is not None and rollout.budget.max_surge not in (0, "0%")


def _evict_beside_old(placement: DaemonSetPlacement, rollout: Rollout, context: UpdateContext) -> None:
    if rollout.nodes is None or not any(outcome.evicted for outcome in placement.outcomes.values()):
        return
    from dslint.planning.surge_victims import evict_beside_old

    replaced = frozenset(rollout.nodes.replaced)
    evict_beside_old(placement, [item.pod for item in context.present if item.pod.node in replaced])


def change_of(workload: Workload, pod: Pod, release: Release, context: UpdateContext) -> Change:
    """The update of the DaemonSet."""
    from dslint.rollout.existing_pods import Change, FaultInjection

    injected = FaultInjection(context.options.unready, context.options.broken)
    return Change(workload.value, context.old, pod, release, context.before, injected, workload.line)


def _new(placement: DaemonSetPlacement, had: frozenset[str]) -> list[Node]:
    """The nodes that get a pod and had none before."""
    decided = zip(placement.snapshot.nodes, placement.decisions, strict=True)
    return [node for node, decision in decided if decision.should_run and node.name not in had]


def refused_plan(
    workload: Workload, rejection: Reason, nodes: Sequence[Node], release: Release, explain: Sequence[Node]
) -> WorkloadPlan:
    """The plan of a DaemonSet that is accepted, but whose pods the API server rejects."""
    from dslint.planning.explanations import of_refused

    decisions = decide_all(DaemonSet.of(workload.value, release).spec, nodes, release)
    reasons = (rejection,)
    return WorkloadPlan(
        workload.ref,
        desired=sum(decision.should_run for decision in decisions),
        placement=grouped(_refused(nodes, decisions, reasons)),
        notes=(f"the DaemonSet is accepted, but its pods are rejected: {rejection.message}",),
        explanations=of_refused(rejection, explain, workload.line),
    )


def _refused(
    nodes: Sequence[Node], decisions: Sequence[Decision], reasons: Reasons
) -> Iterator[tuple[str, NodeOutcome]]:
    for node, decision in zip(nodes, decisions, strict=True):
        yield node.name, NodeOutcome(State.EXCLUDED, reasons if decision.should_run else decision.reasons)
