"""One DaemonSet in a plan: its current pods, the rollout, and the placement of its new pods."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision
from dslint.placement.outcomes import DaemonSetPlacement, Outcome
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import strategy_of
from dslint.planning.node_outcomes import FOR_NOW, IN_TURN, WITH_POD, NodeOutcome, grouped, with_remarks, without_pod
from dslint.planning.plan_options import PlanOptions
from dslint.planning.pod_admission import NO_REFUSALS, Refusals, exclude, exclude_over_quota, exclude_refused
from dslint.planning.workload import Workload
from dslint.plans import Decider, Explanation, NodesByChange, Reason, Rollout, RolloutEnd, State, WorkloadPlan

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas
    from dslint.placement.scheduling import SchedulingRun
    from dslint.planning.current_pods import Victims
    from dslint.rollout.existing_pods import AdmissionOf, Change, ExistingPod


class UpdateContext(NamedTuple):
    """What an update of a DaemonSet starts from.

    `old` is the object that runs now, after defaulting, None where it is not known; `present` are its pods. `before`
    are the nodes by name, where they change with the update. `last`: no workload is placed after this one. `quotas`
    is None where the cluster has no ResourceQuota. `joint`: it changes together with others; the `rollout` of an update
    is known then, and its `end` for a new one too; the snapshot is as they end. `evicted` has the victims of its pods
    by node so far, `refused` the nodes for which policies refuse the new pod.
    """

    old: Mapping[str, Any] | None
    present: tuple[ExistingPod, ...]
    before: Mapping[str, Node]
    last: bool
    quotas: Quotas | None
    options: PlanOptions
    joint: bool = False
    rollout: Rollout | None = None
    end: RolloutEnd | None = None
    evicted: Victims = MappingProxyType({})
    refused: Refusals = NO_REFUSALS

    @property
    def updates(self) -> bool:
        """Whether the DaemonSet, or a pod of it, exists before."""
        return self.old is not None or bool(self.present)


@dataclass(frozen=True, slots=True)
class PlacedDaemonSet:
    """A DaemonSet whose pods are in the snapshot. Ask for its plan once all workloads have been placed.

    `had` are the nodes with a pod of it before the change. `over_quota` is a note about pods that a ResourceQuota
    refuses, `assumed` are notes about what is not known of the pods that run.
    """

    workload: Workload
    placement: DaemonSetPlacement
    had: frozenset[str]
    rollout: Rollout | None
    explanations: tuple[Explanation, ...] = ()
    over_quota: str | None = None
    assumed: tuple[str, ...] = ()
    evicted: Victims = field(default_factory=dict)

    @property
    def _end(self) -> RolloutEnd | None:
        return self.rollout.end if self.rollout else None

    def plan(self) -> WorkloadPlan:
        answers = list(self._answers())
        return WorkloadPlan(
            self.workload.ref,
            desired=self.placement.desired,
            bound=self.placement.count(State.BOUND),
            pending=self.placement.count(State.PENDING),
            placement=grouped(answers),
            rollout=self.rollout._replace(end=None) if self.rollout else None,
            notes=tuple(str(note) for note in (self.over_quota, self.placement.order_bounds, *self.assumed) if note),
            explanations=self.explanations,
        )

    def _answers(self) -> Iterator[tuple[str, NodeOutcome]]:
        placement = self.placement
        changes = (self.rollout and self.rollout.nodes) or NodesByChange()
        away, kept = frozenset(changes.away), frozenset(changes.kept)
        shared: dict[Hashable, NodeOutcome] = {}
        for node, decision in zip(placement.snapshot.nodes, placement.decisions, strict=True):
            name = node.name
            outcome = placement.outcomes[name]
            key = (self._alike(outcome), node.shape, name in self.had, name in away, name in kept)
            answer = shared.get(key)
            if answer is None:
                answer = shared[key] = self._answer(outcome, node, decision, away=name in away, kept=name in kept)
            yield name, self._with_earlier_victims(name, answer) if self.evicted else answer

    def _alike(self, outcome: Outcome) -> Hashable:
        """Equal for outcomes that get one answer on nodes alike. Of a bound pod nothing but its spec is read."""
        plain = outcome.state is State.BOUND and not (outcome.evicted or outcome.reasons)
        if not plain or self.placement.pod.spec.node_name:
            return outcome
        return State.BOUND if outcome.pod is None else outcome.pod.spec

    def _with_earlier_victims(self, node: str, answer: NodeOutcome) -> NodeOutcome:
        earlier = self.evicted.get(node)
        if not earlier:
            return answer
        victims = (*(eviction.to_victim() for eviction in earlier), *answer.evicts)
        return replace(answer, evicts=tuple(dict.fromkeys(victims)))

    def _answer(self, outcome: Outcome, node: Node, decision: Decision, *, away: bool, kept: bool) -> NodeOutcome:
        snapshot, daemonset = self.placement.snapshot, self.placement.daemonset
        answer = NodeOutcome(outcome.state, outcome.reasons)
        refused = any(reason.decider is Decider.API_SERVER for reason in outcome.reasons)
        if away:
            answer = replace(answer, notes=FOR_NOW)
        elif outcome.state is State.EXCLUDED and node.name in self.had and not refused:
            # The node had a pod and gets no new one: the pod is removed, at once or during the rollout.
            answer = NodeOutcome(State.REMOVED, outcome.reasons, IN_TURN if decision.should_continue else ())
        if answer.state not in WITH_POD:
            return without_pod(answer, daemonset, node.shape, snapshot.release, kept=outcome.pod)
        answer = replace(answer, evicts=tuple(eviction.to_victim() for eviction in outcome.evicted))
        return with_remarks(answer, self.placement.pod, node.shape, snapshot, new=not kept, own=outcome.pod)


def plan_daemonset(
    workload: Workload, pod: Pod, snapshot: Snapshot, scheduling: Callable[[], SchedulingRun], context: UpdateContext
) -> PlacedDaemonSet:
    """Simulates the rollout of an update, then places the new pods in the snapshot.

    `pod` is the new pod after admission.
    """
    daemonset = DaemonSet.of(workload.value, snapshot.release)
    rollout, assumed = _rollout(workload, pod, snapshot, context)
    explained: tuple[Explanation, ...] = ()
    if context.options.explain:
        from dslint.planning import explanations

        nodes = context.options.explain
        with explanations.without_pods_of(daemonset, nodes if context.joint else (), snapshot):
            explained = explanations.of_daemonset(daemonset, pod, nodes, snapshot, workload.line)
    end = rollout.end if rollout else context.end
    placement = scheduling().place(
        daemonset, pod, last=context.last and not context.present, first=end.new if end else ()
    )
    if rollout is not None and not context.joint and rollout.budget is not None and rollout.budget.surges:
        _evict_beside_old(placement, rollout, context)
    had = frozenset(item.node for item in context.present)
    over_quota = None
    denied = exclude_refused(placement, context.refused, end) if context.refused else ()
    if end is not None and end.refusal is not None:
        over_quota = exclude(placement, [name for name in end.without_pod if name not in denied], end.refusal)
    elif end is None and context.quotas is not None:
        new = [node for node in _new(placement, had) if node.name not in denied]
        over_quota = exclude_over_quota(placement, new, context.quotas)
    return PlacedDaemonSet(workload, placement, had, rollout, explained, over_quota, assumed, context.evicted)


def _rollout(
    workload: Workload, pod: Pod, snapshot: Snapshot, context: UpdateContext
) -> tuple[Rollout | None, tuple[str, ...]]:
    """The rollout, if there is one, and what it assumes."""
    if not context.updates:
        return None, ()
    if context.rollout is None:
        return plan_update(workload, pod, snapshot, context)
    change = change_of(workload, pod, snapshot.release, context)
    return context.rollout, _assumed(change, context.present, snapshot)


def plan_update(
    workload: Workload, pod: Pod, snapshot: Snapshot, context: UpdateContext, refusal: Reason | None = None
) -> tuple[Rollout, tuple[str, ...]]:
    """The rollout and what it assumes. It takes the pods that end out of the snapshot and leaves those that stay.

    With a `refusal`, the API server refuses every new pod. Where the pods affect each other, those that a blocked
    rollout does not replace stay too: they decide where new ones fit.
    """
    # Only updates pay for the rollout.
    from dslint.rollout.budget import Strategy
    from dslint.rollout.existing_pods import pods_that_stay
    from dslint.rollout.rollout_plan import marked, plan_rollout

    release = snapshot.release
    present = [item.pod for item in context.present if item.pod.node]
    for old in present:
        snapshot.remove(old)
    admission = None
    if refusal or context.quotas or context.refused:
        from dslint.planning.rollout_admission import admission_in_rollout

        admission = admission_in_rollout(pod, context.quotas, refusal, context.refused)
    if pod.spec.node_name:
        from dslint.planning.named_node import with_refused

        context = context._replace(options=with_refused(context.options, pod, snapshot))
    change = change_of(workload, pod, release, context, admission)
    rollout = plan_rollout(change, context.present, snapshot, trace=context.options.trace)
    if admission is not None:
        admission.settle()
    apart = any(item.pod.spec.required_anti_affinity for item in context.present)
    left = rollout.end.old if rollout.end and (refusal or apart or not _independent(workload, pod, snapshot)) else ()
    existing = marked(change, context.present, snapshot.cluster)
    for staying in pods_that_stay(existing, rolls=Strategy.of(workload.value, release).rolls, left=left):
        snapshot.add(staying)
    return rollout, _assumed(change, context.present, snapshot)


def _assumed(change: Change, present: Sequence[ExistingPod], snapshot: Snapshot) -> tuple[str, ...]:
    if all(item.made for item in present):
        return ()
    from dslint.rollout.pod_revisions import assumptions

    return tuple(assumptions(change, present, snapshot.cluster))


def _independent(workload: Workload, pod: Pod, snapshot: Snapshot) -> bool:
    return strategy_of(DaemonSet.of(workload.value, snapshot.release), pod, snapshot).independent


def _evict_beside_old(placement: DaemonSetPlacement, rollout: Rollout, context: UpdateContext) -> None:
    if rollout.nodes is None or not any(outcome.evicted for outcome in placement.outcomes.values()):
        return
    from dslint.planning.surge_victims import evict_beside_old

    replaced = frozenset(rollout.nodes.replaced)
    beside = [item.pod for item in context.present if item.live and item.pod.node in replaced]
    evict_beside_old(placement, [pod for pod in beside if not placement.snapshot.holds(pod)])


def change_of(
    workload: Workload, pod: Pod, release: Release, context: UpdateContext, admission: AdmissionOf | None = None
) -> Change:
    """The update of the DaemonSet."""
    from dslint.rollout.existing_pods import Change, FaultInjection

    injected = FaultInjection(context.options.unready, context.options.broken)
    return Change(workload.value, context.old, pod, release, context.before, injected, workload.line, admission)


def _new(placement: DaemonSetPlacement, had: frozenset[str]) -> list[Node]:
    """The nodes that get a pod and had none before."""
    decided = zip(placement.snapshot.nodes, placement.decisions, strict=True)
    return [node for node, decision in decided if decision.should_run and node.name not in had]
