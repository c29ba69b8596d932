"""Workloads placed one after the other: bound pods stay, and pending ones are tried again when an event may help them.

A DaemonSet's pod that is evicted becomes pending: its controller creates it again. Other victims are gone; their
owners are not simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision
from dslint.placement.fast_path import place_alike
from dslint.placement.filter_run import POD_PATH
from dslint.placement.filters.contract import ClusterEvent
from dslint.placement.outcomes import DaemonSetPlacement, Outcome, PodPlacement, WaitsFor
from dslint.placement.queueing_hints import MatchingPods, hints, matching_pods, may_wake, wakes
from dslint.placement.scheduler import Attempt, OtherNodes, attempt, unscheduled
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import Strategy, strategy_of
from dslint.plans import Decider, Reason, State
from dslint.progress import watched

if TYPE_CHECKING:
    from dslint.placement.preemption import Eviction
    from dslint.placement.ties import Ties, Winners

AdmissionOfKubelet: TypeAlias = "Callable[[Pod, Node, Sequence[Pod]], tuple[tuple[Reason, ...], tuple[Eviction, ...]]]"
"""Why the node's kubelet rejects a pod beside those that are there, or the pods that it evicts for it."""


class SchedulingRun:
    """Places workloads in one snapshot, in the order of the calls, and keeps those that wait."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.daemonsets: list[DaemonSetPlacement] = []
        self.pods: list[PodPlacement] = []
        self._events: set[ClusterEvent] = set()
        self._matching: dict[DaemonSetPlacement | PodPlacement, MatchingPods] = {}

    @cached_property
    def _ties(self) -> Ties:
        """Only plain Pods pay for them."""
        from dslint.placement.ties import Ties

        return Ties(self.snapshot)

    def place(
        self, daemonset: DaemonSet, pod: Pod, *, last: bool = False, first: Container[str] = ()
    ) -> DaemonSetPlacement:
        """Place a DaemonSet on every node. `pod` is its pod after admission, not bound; all its pods are alike.

        Later workloads change the answer: read it when all are placed. `last`: no workload follows and the DaemonSet
        has no pods yet, so its pods need not be in the snapshot. `first` names nodes whose pods are scheduled first.
        """
        strategy = strategy_of(daemonset, pod, self.snapshot)
        placement = DaemonSetPlacement(daemonset, strategy.pod, self.snapshot, strategy.decide())
        if last and strategy.reads_one_node and place_alike(placement, strategy):
            return placement
        self.daemonsets.append(placement)
        wanted = sorted(self._nodes_without_pod(placement), key=lambda node: node.name not in first)
        if not strategy.independent:
            from dslint.placement.creation_order import creation_order_bounds

            bounds = creation_order_bounds(pod, wanted, self.snapshot)
            placement.order_bounds = bounds and bounds.beside(placement.count(State.BOUND))
        self._schedule(placement, strategy, wanted)
        self.retry()
        return placement

    def place_on_its_node(self, pod: Pod, admit: AdmissionOfKubelet) -> PodPlacement:
        """Place a plain Pod that names its node: no scheduler sees it, and the node's kubelet decides."""
        placement = PodPlacement(pod, self.snapshot)
        self.pods.append(placement)
        self._bind_to_named_node(placement, admit)
        self.retry()
        return placement

    def place_pod(self, pod: Pod) -> PodPlacement:
        """Place a plain Pod after admission; where several nodes tie, the first of them takes it in this snapshot."""
        placement = PodPlacement(pod, self.snapshot)
        self.pods.append(placement)
        reason = unscheduled(pod, self.snapshot, POD_PATH)
        if reason is not None:
            placement.outcomes.update((node.name, Outcome(State.PENDING, (reason,))) for node in self.snapshot.nodes)
            return placement
        found, winners = self._ties.attempt(pod)
        self._settle_pod(placement, found, winners)
        self.retry()
        return placement

    def _nodes_without_pod(self, placement: DaemonSetPlacement) -> list[Node]:
        """The nodes that get a new pod; what the controller decides of all others becomes their outcome."""
        existing = _by_node(self.snapshot.pods_of(placement.daemonset))
        excluded: dict[int, Outcome] = {}
        wanted = []
        for node, decision in zip(self.snapshot.nodes, placement.decisions, strict=True):
            pods = existing.get(node.name)
            if pods:
                placement.outcomes[node.name] = self._keep_or_delete(pods, decision)
            elif decision.should_run:
                wanted.append(node)
            else:
                # Nodes that were decided together share one outcome.
                outcome = excluded.get(id(decision))
                if outcome is None:
                    outcome = excluded[id(decision)] = Outcome(State.EXCLUDED, decision.reasons)
                placement.outcomes[node.name] = outcome
        return wanted

    def _keep_or_delete(self, pods: Sequence[Pod], decision: Decision) -> Outcome:
        if decision.should_run:
            return Outcome(State.BOUND, pod=pods[0])
        if decision.should_continue:
            return Outcome(State.MISSCHEDULED, decision.reasons, pod=pods[0])
        for pod in pods:
            self.snapshot.remove(pod)
        return Outcome(State.REMOVED, decision.reasons)

    def _schedule(self, placement: DaemonSetPlacement, strategy: Strategy, nodes: Sequence[Node]) -> bool:
        """Whether any of the pods for these nodes is bound now."""
        self._note_matching_pods(placement, independent=strategy.independent)
        others = strategy.other_nodes() if nodes else None
        through = watched.get()(nodes, "placing pods on nodes")
        placement.waits_for = None
        return sum(self._try(placement, node, strategy.attempt(node), others) for node in through) > 0

    def _note_matching_pods(self, placement: DaemonSetPlacement | PodPlacement, *, independent: bool) -> None:
        """For plugins that compare them later. They reject no independent pod, unless others keep away from it."""
        if not independent or self.snapshot.has_anti_affinity:
            self._matching[placement] = matching_pods(placement.pod, self.snapshot)

    def _try(self, placement: DaemonSetPlacement, node: Node, found: Attempt, others: OtherNodes | None) -> bool:
        if found.nodes or found.victims:
            pod = self._assume(placement.pod, node, found)
            placement.outcomes[node.name] = Outcome(State.BOUND, evicted=found.victims, pod=pod)
            return True
        verdict = found.verdicts[node.name]
        reasons = verdict.reasons
        if others is not None and not verdict.before_filters:
            reasons += others.reasons(node)
        placement.outcomes[node.name] = Outcome(State.PENDING, reasons, plugin=verdict.plugin)
        return False

    def _assume(self, pod: Pod, node: Node, found: Attempt) -> Pod:
        """Evict the victims and put the pod on the node."""
        for eviction in found.victims:
            self.evict(eviction.pod)
        assumed = pod.on(node.name)
        self.snapshot.add(assumed)
        self._events.add(ClusterEvent.ASSIGNED_POD_ADD)
        return assumed

    def _settle_pod(self, placement: PodPlacement, found: Attempt, winners: Winners) -> bool:
        """Whether the pod is bound now."""
        self._note_matching_pods(placement, independent=False)
        lost = State.EXCLUDED if winners else State.PENDING
        placement.outcomes = {
            name: Outcome(lost, verdict.reasons, plugin=verdict.plugin) for name, verdict in found.verdicts.items()
        }
        placement.waits_for = None
        placement.scores = found.scores
        placement.note = _sampling_note(found)
        won = State.BOUND if len(winners) == 1 else State.CANDIDATE
        placement.outcomes.update((name, Outcome(won, evicted=victims)) for name, victims in winners.items())
        if not found.takers:
            return False
        placement.bound = self._assume(placement.pod, found.takers[0], found)
        self._ties.bind(placement.pod, placement.bound)
        return True

    def _bind_to_named_node(self, placement: PodPlacement, admit: AdmissionOfKubelet) -> None:
        name = placement.pod.spec.node_name
        reason = Reason("NodeName", Decider.API_SERVER, f"nodeName is {name}", path=(*POD_PATH, "nodeName"))
        for node in self.snapshot.nodes:
            placement.outcomes[node.name] = Outcome(State.EXCLUDED, (reason,))
        if name not in self.snapshot.by_name:
            placement.note = (
                f"the inventory has no node {name}: no kubelet runs the pod, and the pod garbage collector deletes it"
            )
            return
        named = self.snapshot.by_name[name]
        rejections, victims = admit(placement.pod, named, self.snapshot.state(named).pods)
        # The object has its nodeName, whether the kubelet runs the pod or not.
        placement.outcomes[name] = Outcome(State.BOUND, rejections, evicted=victims)
        placement.bound = self._assume(placement.pod, named, Attempt(victims=victims))

    def evict(self, pod: Pod) -> None:
        """Take a victim out of the snapshot; one of a DaemonSet in this run waits for its node again."""
        self.snapshot.remove(pod)
        self._events.add(ClusterEvent.ASSIGNED_POD_DELETE)
        for placement in self.daemonsets:
            outcome = placement.outcomes.get(pod.node)
            if outcome is not None and outcome.pod is pod:
                placement.change(pod.node, Outcome(State.PENDING))

    def retry(self) -> None:
        """Try pending pods again that an event may help, highest priority first, until none of them is bound.

        All others keep the reasons of their last attempt, as their events do.
        """
        while True:
            events, self._events = frozenset(self._events), set()
            if not any([self._try_again(each, events) for each in self._waiting()]):  # noqa: C419
                return

    def _waiting(self) -> list[DaemonSetPlacement | PodPlacement]:
        waiting: list[DaemonSetPlacement | PodPlacement] = [*self.daemonsets]
        waiting += [each for each in self.pods if each.bound is None and not each.pod.spec.node_name]
        return sorted(waiting, key=lambda placement: -placement.pod.spec.priority)

    def _try_again(self, placement: DaemonSetPlacement | PodPlacement, events: frozenset[ClusterEvent]) -> bool:
        """Whether any pod is bound now."""
        if not may_wake(_waits_for(placement), events):
            return False
        pending = {name: outcome for name, outcome in placement.outcomes.items() if outcome.state is State.PENDING}
        before = self._matching.get(placement)
        hinted = hints(before, matching_pods(placement.pod, self.snapshot)) if before is not None else {}
        woken = [name for name, outcome in pending.items() if wakes(outcome, events, hinted)]
        if not woken:
            return False
        if isinstance(placement, DaemonSetPlacement):
            strategy = strategy_of(placement.daemonset, placement.pod, self.snapshot)
            return self._schedule(placement, strategy, [self.snapshot.by_name[name] for name in woken])
        found = attempt(placement.pod, self.snapshot)
        return self._settle_pod(placement, found, found.winners)


def _sampling_note(found: Attempt) -> str:
    if found.feasible_nodes_to_find is None:
        return ""
    return (
        f"{len(found.scores)} nodes fit; the scheduler scores only {found.feasible_nodes_to_find} of them, starting at "
        "a different node each time, so it may bind the pod elsewhere"
    )


def _by_node(pods: Iterable[Pod]) -> dict[str, list[Pod]]:
    found: dict[str, list[Pod]] = {}
    for pod in pods:
        found.setdefault(pod.node, []).append(pod)
    return found


def _waits_for(placement: DaemonSetPlacement | PodPlacement) -> WaitsFor:
    """Collected once, until an outcome changes."""
    if placement.waits_for is None:
        placement.waits_for = frozenset(
            (outcome.plugin, bool(outcome.reasons))
            for outcome in placement.outcomes.values()
            if outcome.state is State.PENDING
        )
    return placement.waits_for
