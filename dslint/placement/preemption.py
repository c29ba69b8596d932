"""Preemption: which pods are evicted so that a pod of higher priority fits, and on which node.

Kubernetes: plugins/defaultpreemption (SelectVictimsOnNode), framework/preemption (pickOneNodeForPreemption).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.disruption_budgets import violations
from dslint.placement.filter_run import FilterRun
from dslint.placement.trials import trial
from dslint.plans import Victim

NEVER = "Never"
NOT_STARTED = "~"
"""Sorts after every time."""


class Eviction(NamedTuple):
    """A pod to delete, and whether that violates a disruption budget. `tied` are pods that may go in its place."""

    pod: Pod
    violates: bool
    tied: tuple[Pod, ...] = ()

    def to_victim(self) -> Victim:
        pod = self.pod
        tied = tuple(other.key for other in self.tied)
        return Victim(pod.namespace, pod.name, pod.node, pod.spec.priority, self.violates, tied)


class Candidate(NamedTuple):
    """A node that fits once the victims are gone; the most important victim comes first."""

    node: Node
    evictions: tuple[Eviction, ...]


def may_preempt(pod: Pod) -> bool:
    return pod.spec.preemption_policy != NEVER


def evictions(filter_run: FilterRun, node: Node) -> tuple[Eviction, ...]:
    """The pods of lower priority to evict from the node, the most important first; empty where that does not help.

    Changes the snapshot during the search and restores it.
    """
    snapshot, priority = filter_run.snapshot, filter_run.pod.spec.priority
    if not may_preempt(filter_run.pod):
        return ()
    potential = [pod for pod in snapshot.state(node).pods if pod.spec.priority < priority]
    if not potential:
        return ()
    by_rank = by_importance(potential)
    violating = violations(by_rank, snapshot)
    with trial(node, snapshot):
        for pod in potential:
            snapshot.remove(pod)
        if not filter_run.verdict(node).fits:
            return ()
        victims = {eviction.pod: eviction for eviction in _not_reprieved(by_rank, violating, filter_run, node)}
        spared = [pod for pod in by_rank if pod not in victims]
        return tuple(
            eviction._replace(tied=tuple(other for other in spared if _ties(eviction, other, violating)))
            for pod in by_rank
            if (eviction := victims.get(pod)) is not None
        )


def _ties(eviction: Eviction, other: Pod, violating: set[Pod]) -> bool:
    """Whether the other pod may be the victim just as well: nothing that the scheduler compares differs.

    Kubernetes: MoreImportantPod compares priority and start time; the order of equals is that of the node's pods, which
    is chance.
    """
    pod = eviction.pod
    if (pod.spec.priority, pod.started) != (other.spec.priority, other.started):
        return False
    if (other in violating) is not eviction.violates:
        return False
    return pod.spec is other.spec or (pod.labels, _held(pod)) == (other.labels, _held(other))


def _held(pod: Pod) -> tuple[object, ...]:
    spec = pod.spec
    return spec.held_requests, spec.host_ports, spec.volumes, spec.required_anti_affinity


def _not_reprieved(potential: list[Pod], violating: set[Pod], filter_run: FilterRun, node: Node) -> Iterator[Eviction]:
    # Pods whose eviction breaks a budget are reprieved first.
    ordered = [pod for pod in potential if pod in violating]
    ordered += [pod for pod in potential if pod not in violating]
    for pod in ordered:
        filter_run.snapshot.add(pod)
        if not filter_run.verdict(node).fits:
            filter_run.snapshot.remove(pod)
            yield Eviction(pod, pod in violating)


def choose(filter_run: FilterRun, nodes: Iterable[Node]) -> tuple[Candidate, ...]:
    """The nodes where evicting costs least, with their victims; none where it helps nowhere.

    Kubernetes: pickOneNodeForPreemption. The fewest violated budgets, then the lowest highest priority of a victim, the
    lowest sum of priorities, the fewest victims, and the latest start of the most important victims. Of equals the
    scheduler takes one at random, the first of a Go map.
    """
    candidates = [Candidate(node, found) for node in nodes if (found := evictions(filter_run, node))]
    if not candidates:
        return ()
    least = min(map(_cost, candidates))
    cheapest = [candidate for candidate in candidates if _cost(candidate) == least]
    latest = max(map(_started, cheapest))
    return tuple(candidate for candidate in cheapest if _started(candidate) == latest)


def _cost(candidate: Candidate) -> tuple[int, int, int, int]:
    found = candidate.evictions
    priorities = [eviction.pod.spec.priority for eviction in found]
    return (
        sum(eviction.violates for eviction in found),
        max(priorities),
        sum(priority + 2**31 for priority in priorities),
        len(found),
    )


def _started(candidate: Candidate) -> str:
    """The earliest start among the victims with the highest priority."""
    highest = max(eviction.pod.spec.priority for eviction in candidate.evictions)
    return min(
        eviction.pod.started or NOT_STARTED for eviction in candidate.evictions if eviction.pod.spec.priority == highest
    )


def by_importance(pods: Sequence[Pod]) -> list[Pod]:
    """The most important first: by priority, then by start time, the earliest first.

    Of pods without a start time, which only tests and inventories have, the scheduler takes the last one first.
    """
    ranks = {pod: rank if pod.started else -rank for rank, pod in enumerate(pods)}
    return sorted(pods, key=lambda pod: (-pod.spec.priority, pod.started or NOT_STARTED, ranks[pod]))
