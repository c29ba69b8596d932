"""Workloads placed one after the other, each settled before the next: bound pods stay, pending ones are tried again.

What evicts a DaemonSet's pod makes it pending: its controller creates it anew. Other victims are gone; nothing here
plays their owners.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours
from dslint.placement.creation_order import creation_order_bounds
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.daemonset_controller_until_1_11 import BindingController
from dslint.placement.filter_run import POD_PATH, FilterRun
from dslint.placement.other_nodes import OtherNodes
from dslint.placement.outcomes import DaemonSetPlacement, Outcome, PodPlacement, grouped
from dslint.placement.preemption import Eviction
from dslint.placement.queueing_hints import matching_pods, wakes
from dslint.placement.scheduler import Attempt, attempt, attempt_on
from dslint.placement.scheduler_name import never_tried
from dslint.placement.snapshot import Snapshot
from dslint.placement.ties import Ties
from dslint.plans import Decider, Reason, State


class SchedulingRun:
    """The snapshot after each workload, and what is still waiting."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.daemonsets: list[DaemonSetPlacement] = []
        self.pods: list[PodPlacement] = []
        self._chances = Ties(snapshot)
        self._deleted = False

    def place(self, daemonset: DaemonSet, pod: Pod) -> DaemonSetPlacement:
        """Place a DaemonSet on every node. `pod` is its pod after admission, not bound; all its pods are alike.

        The answer changes while later workloads are placed: read it when all are.
        """
        if self.snapshot.release.has(behaviours.CONTROLLER_BINDS):
            return self._bind_all(daemonset, pod)
        decisions = decide_all(daemonset.spec, self.snapshot.nodes, self.snapshot.release)
        placement = DaemonSetPlacement(daemonset, pod, self.snapshot, decisions)
        self.daemonsets.append(placement)
        present = _present(daemonset, self.snapshot)
        wanted = []
        for node, decision in zip(self.snapshot.nodes, decisions, strict=True):
            pods = present.get(node.name)
            if pods:
                placement.outcomes[node.name] = self._of_present(pods, decision)
            elif decision.should_run:
                wanted.append(node)
            else:
                placement.outcomes[node.name] = Outcome(State.EXCLUDED, decision.reasons)
        placement.chance = creation_order_bounds(pod, wanted, self.snapshot)
        self._schedule(placement, wanted)
        self.retry()
        return placement

    def place_pod(self, pod: Pod) -> PodPlacement:
        """Place a plain Pod after admission; where several nodes tie, the first of them takes it in this world."""
        placement = PodPlacement(pod, self.snapshot)
        self.pods.append(placement)
        if pod.spec.node_name:
            self._bind_pod_unseen(placement)
            return placement
        reason = never_tried(pod, POD_PATH)
        if reason is not None:
            placement.outcomes.update((node.name, Outcome(State.PENDING, (reason,))) for node in self.snapshot.nodes)
            return placement
        found, winners = self._chances.attempt(pod)
        self._settle_pod(placement, found, winners)
        self.retry()
        return placement

    def _settle_pod(self, placement: PodPlacement, found: Attempt, winners: frozenset[str]) -> bool:
        """Whether the pod came to be bound."""
        placement.company = matching_pods(placement.pod, self.snapshot)
        takers = found.takers
        lost = State.EXCLUDED if winners else State.PENDING
        placement.outcomes = {name: Outcome(lost, verdict.reasons) for name, verdict in found.verdicts.items()}
        placement.scores = found.scores
        placement.chance = _chance(found)
        won = State.BOUND if len(winners) == 1 else State.CANDIDATE
        placement.outcomes.update((name, Outcome(won, evicted=found.victims)) for name in winners)
        if not takers:
            return False
        for eviction in found.victims:
            self.evict(eviction.pod)
        placement.bound = replace(placement.pod, node=takers[0].name)
        self.snapshot.add(placement.bound)
        self._chances.bind(placement.pod, placement.bound)
        return True

    def _bind_pod_unseen(self, placement: PodPlacement) -> None:
        name = placement.pod.spec.node_name
        reason = Reason("NodeName", Decider.API_SERVER, f"nodeName is {name}", path=(*POD_PATH, "nodeName"))
        for node in self.snapshot.nodes:
            placement.outcomes[node.name] = Outcome(State.EXCLUDED, (reason,))
        if name in self.snapshot.by_name:
            placement.outcomes[name] = Outcome(State.BOUND)
            placement.bound = replace(placement.pod, node=name)
            self.snapshot.add(placement.bound)

    def _bind_all(self, daemonset: DaemonSet, pod: Pod) -> DaemonSetPlacement:
        controller = BindingController.of(daemonset, self.snapshot)
        judgements = [controller.judge(node) for node in self.snapshot.nodes]
        # The controller counts the pods that it made as the template has them: without what defaulting adds.
        created = replace(pod, spec=daemonset.spec)
        placement = DaemonSetPlacement(daemonset, created, self.snapshot, [each.decision for each in judgements])
        self.daemonsets.append(placement)
        present = _present(daemonset, self.snapshot)
        for node, (decision, fits) in zip(self.snapshot.nodes, judgements, strict=True):
            if present.get(node.name):
                placement.outcomes[node.name] = self._of_present(present[node.name], decision)
            elif fits:
                self._bind(placement, node, Attempt(nodes=(node,)))
            else:
                state = State.PENDING if decision.should_run else State.EXCLUDED
                placement.outcomes[node.name] = Outcome(state, decision.reasons)
        return placement

    def _of_present(self, pods: Sequence[Pod], decision: Decision) -> Outcome:
        if decision.should_run:
            return Outcome(State.BOUND, pod=pods[0])
        if decision.should_continue:
            return Outcome(State.MISSCHEDULED, decision.reasons, pod=pods[0])
        for pod in pods:
            self.snapshot.remove(pod)
        return Outcome(State.REMOVED, decision.reasons)

    def _schedule(self, placement: DaemonSetPlacement, nodes: Sequence[Node]) -> bool:
        """Whether any of the pods that want these nodes came to be bound."""
        placement.company = matching_pods(placement.pod, self.snapshot)
        if placement.pod.spec.node_name:
            # With nodeName in the template the scheduler never sees the pod.
            return sum(self._bind(placement, node, Attempt(nodes=(node,))) for node in nodes) > 0
        reason = never_tried(placement.pod, SPEC_PATH)
        if reason is not None:
            placement.outcomes.update((node.name, Outcome(State.PENDING, (reason,))) for node in nodes)
            return False
        checks = FilterRun(placement.pod, self.snapshot, pinned=True, within=SPEC_PATH)
        narrowed = self.snapshot.release.has(behaviours.NARROWS_TO_ITS_NODE)
        others = None if narrowed or not nodes else OtherNodes(checks)
        return sum(self._try(placement, node, checks, others) for node in nodes) > 0

    def _try(self, placement: DaemonSetPlacement, node: Node, checks: FilterRun, others: OtherNodes | None) -> bool:
        found = attempt_on(checks, node)
        if found.nodes or (found.victims and self.snapshot.release.has(behaviours.TRIES_AGAIN_AT_ONCE)):
            return self._bind(placement, node, found)
        self._wait(placement, node, found, others)
        return False

    def _wait(self, placement: DaemonSetPlacement, node: Node, found: Attempt, others: OtherNodes | None) -> None:
        verdict = found.verdicts[node.name]
        reasons = verdict.reasons
        if others is not None and not verdict.before_filters:
            reasons += others.reasons(node)
        pod = None
        if found.victims:
            # Nominated: its room is held for it against pods of lower priority.
            pod = self._take_room(placement, node, found)
        placement.outcomes[node.name] = Outcome(State.PENDING, reasons, found.victims, pod)

    def _bind(self, placement: DaemonSetPlacement, node: Node, found: Attempt) -> bool:
        pod = self._take_room(placement, node, found)
        placement.outcomes[node.name] = Outcome(State.BOUND, evicted=found.victims, pod=pod)
        return True

    def _take_room(self, placement: DaemonSetPlacement, node: Node, found: Attempt) -> Pod:
        for eviction in found.victims:
            self.evict(eviction.pod)
        pod = replace(placement.pod, node=node.name)
        self.snapshot.add(pod)
        return pod

    def evict(self, pod: Pod) -> None:
        """Take a victim out of the snapshot; one of a DaemonSet in this run waits for its node again."""
        self.snapshot.remove(pod)
        self._deleted = True
        for placement in self.daemonsets:
            outcome = placement.outcomes.get(pod.node)
            if outcome is not None and outcome.pod is pod:
                placement.outcomes[pod.node] = Outcome(State.PENDING)

    def retry(self) -> None:
        """Try again what an event may have made possible, highest priority first, until nothing changes.

        A deletion wakes who lacks room; a new pod wakes who missed its company. All others keep the reasons of their
        last attempt, as their events do.
        """
        if not self.snapshot.release.has(behaviours.TRIES_AGAIN_AT_ONCE):
            return
        while True:
            deleted, self._deleted = self._deleted, False
            if not any([self._try_again(each, deleted=deleted) for each in self._waiting()]):  # noqa: C419
                return

    def _waiting(self) -> list[DaemonSetPlacement | PodPlacement]:
        waiting: list[DaemonSetPlacement | PodPlacement] = [*self.daemonsets]
        waiting += [each for each in self.pods if each.bound is None and not each.pod.spec.node_name]
        return sorted(waiting, key=lambda placement: -placement.pod.spec.priority)

    def _try_again(self, placement: DaemonSetPlacement | PodPlacement, *, deleted: bool) -> bool:
        """Whether anything came to be bound."""
        joined = placement.company != matching_pods(placement.pod, self.snapshot)
        woken = [
            name
            for name, outcome in placement.outcomes.items()
            if outcome.state is State.PENDING and outcome.pod is None and wakes(outcome, deleted=deleted, joined=joined)
        ]
        if not woken:
            return False
        if isinstance(placement, DaemonSetPlacement):
            return self._schedule(placement, [self.snapshot.by_name[name] for name in woken])
        found = attempt(placement.pod, self.snapshot)
        return self._settle_pod(placement, found, frozenset(node.name for node in found.takers))


def _chance(found: Attempt) -> str:
    if found.looked_for is None:
        return ""
    return (
        f"{len(found.scores)} nodes fit; the scheduler looks for {found.looked_for} of them from a place that moves on,"
        " so the best of those may be another node"
    )


def _present(daemonset: DaemonSet, snapshot: Snapshot) -> dict[str, list[Pod]]:
    present: dict[str, list[Pod]] = {}
    for pod in snapshot.pods():
        if daemonset.owns(pod):
            present.setdefault(pod.node, []).append(pod)
    return present


__all__ = ["DaemonSetPlacement", "Eviction", "Outcome", "PodPlacement", "SchedulingRun", "grouped"]
