"""One scheduling attempt: which nodes fit a pod, and every reason why the others do not.

Kubernetes: pkg/scheduler/schedule_one.go with the default profile. The scheduler stops at the first plugin that fails;
an attempt here collects all reasons, and `reported` marks those that the scheduler's event would give.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement import resource_claims
from dslint.placement.filter_run import FilterRun
from dslint.placement.filters import node_affinity
from dslint.placement.filters.contract import Verdict
from dslint.placement.plugins import filters
from dslint.placement.snapshot import Snapshot
from dslint.plans import OTHER_NODE, Decider, Reason

if TYPE_CHECKING:
    from dslint.placement.preemption import Candidate, Eviction

DEFAULT_SCHEDULER = "default-scheduler"
EVENT_GATED = "Scheduling is blocked due to non-empty scheduling gates"
MIN_FEASIBLE_NODES_TO_FIND = 100
"""Kubernetes: minFeasibleNodesToFind."""


@dataclass(slots=True)
class Attempt:
    """The result of one attempt. `nodes` has the best score: one node, or several that tie; none if the pod is pending.

    `verdicts` has the nodes that do not fit, by name. `victims` are to be evicted from `nominated`; the pod is bound
    there once they are gone. Nodes where that costs the same are `tied` with it. `scores` has the totals of the nodes
    that pass every filter. `feasible_nodes_to_find` is set in large clusters, where the scheduler stops looking after
    that many nodes that fit.
    """

    nodes: tuple[Node, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    victims: tuple[Eviction, ...] = ()
    nominated: Node | None = None
    tied: tuple[Candidate, ...] = ()
    scores: dict[str, int] = field(default_factory=dict)
    feasible_nodes_to_find: int | None = None

    @property
    def takers(self) -> tuple[Node, ...]:
        """The nodes with the best score, or the nominated node."""
        return self.nodes or ((self.nominated,) if self.nominated is not None else ())

    @property
    def winners(self) -> dict[str, tuple[Eviction, ...]]:
        """The names of the nodes that may get the pod, each with the pods to evict from it."""
        found = {node.name: self.victims for node in self.takers}
        found.update((candidate.node.name, candidate.evictions) for candidate in self.tied)
        return found


def unscheduled(pod: Pod, snapshot: Snapshot, within: FieldPath) -> Reason | None:
    """Why the default scheduler never tries the pod. None where it tries.

    The pod is gated, another scheduler's, or waits for a ResourceClaim. Only of gates its condition says anything,
    which the API server writes. `within` is the path of the pod's spec in its manifest.
    """
    if pod.spec.scheduling_gates:
        gates = ", ".join(pod.spec.scheduling_gates)
        path = (*within, "schedulingGates")
        message = f"waits for its scheduling gates {gates}"
        return Reason("SchedulingGated", Decider.SCHEDULER, message, EVENT_GATED, reported=True, path=path)
    name = pod.spec.scheduler_name
    if name != DEFAULT_SCHEDULER:
        path = (*within, "schedulerName")
        return Reason("OtherScheduler", Decider.SCHEDULER, f"left to the scheduler {name}", path=path)
    found = resource_claims.problem(pod, snapshot) if pod.spec.raw.get("resourceClaims") else None
    if found is None:
        return None
    use, message = found
    return Reason("ResourceClaim", Decider.SCHEDULER, message, path=(*within, "resourceClaims", use.position))


def attempt(pod: Pod, snapshot: Snapshot, *, winners_only: bool = False) -> Attempt:
    """Try a plain Pod on all nodes. Changes nothing. With `winners_only`, nothing is said of the other nodes."""
    filter_run = FilterRun(pod, snapshot, pinned=False)
    passed = filter_run.passing()
    if passed:
        return _best(filter_run, passed, winners_only=winners_only)
    return _preempting(filter_run)


def attempt_on(filter_run: FilterRun, node: Node) -> Attempt:
    """Try the one node that a DaemonSet's pod is pinned to. Changes nothing."""
    verdict = filter_run.verdict(node)
    if verdict.fits:
        return Attempt(nodes=(node,))
    if not verdict.resolvable:
        return Attempt(verdicts={node.name: verdict})
    from dslint.placement.preemption import evictions

    victims = evictions(filter_run, node)
    return Attempt(verdicts={node.name: verdict}, victims=victims, nominated=node if victims else None)


def _preempting(filter_run: FilterRun) -> Attempt:
    """Where the pod fits no node."""
    from dslint.placement.preemption import choose

    nodes = filter_run.snapshot.nodes
    verdicts = {node.name: filter_run.verdict(node) for node in nodes}
    chosen = choose(filter_run, [node for node in nodes if verdicts[node.name].resolvable])
    if not chosen:
        return Attempt(verdicts=verdicts)
    first, *tied = chosen
    return Attempt(verdicts=verdicts, victims=first.evictions, nominated=first.node, tied=tuple(tied))


def _best(filter_run: FilterRun, passed: list[Node], *, winners_only: bool) -> Attempt:
    verdicts = {} if winners_only else _verdicts_of_others(filter_run, passed)
    # A single node is taken without scoring it; of equal totals the scheduler takes one at random.
    if len(passed) == 1:
        return Attempt(nodes=tuple(passed), verdicts=verdicts)
    from dslint.placement.scoring.plugins import totals

    sums = totals(filter_run.pod, passed, filter_run.snapshot)
    most = max(sums)
    winners = tuple(compress(passed, map(most.__eq__, sums)))
    if winners_only:
        return Attempt(winners)
    scores = {node.name: total for node, total in zip(passed, sums, strict=True)}
    enough = enough_nodes(len(filter_run.snapshot.nodes))
    return Attempt(winners, verdicts, scores=scores, feasible_nodes_to_find=enough if len(passed) > enough else None)


def _verdicts_of_others(filter_run: FilterRun, passed: list[Node]) -> dict[str, Verdict]:
    fit = {node.index for node in passed}
    return {node.name: filter_run.verdict(node) for node in filter_run.snapshot.nodes if node.index not in fit}


def enough_nodes(total: int) -> int:
    """The number of nodes that fit after which the scheduler stops looking for more, of `total` nodes.

    Kubernetes: numFeasibleNodesToFind, with percentageOfNodesToScore at its default.
    """
    if total < MIN_FEASIBLE_NODES_TO_FIND:
        return total
    percentage = max(5, 50 - total // 125)
    return max(MIN_FEASIBLE_NODES_TO_FIND, total * percentage // 100)


class OtherNodes:
    """What the event of a DaemonSet's pending pod said of all other nodes, up to 1.23.

    No PreFilter narrowed a pinned pod to its node then: every node was filtered, and failed at NodeAffinity unless a
    plugin before it failed first.
    """

    def __init__(self, filter_run: FilterRun) -> None:
        self._filter_run = filter_run
        order = filters(filter_run.snapshot.release)
        self._node_affinity = next(index for index, plugin in enumerate(order) if plugin.NAME == node_affinity.NAME)
        self._event_node_affinity = node_affinity.event(filter_run.snapshot.release)
        self._events = Counter(self._event(node) for node in filter_run.snapshot.nodes)

    def reasons(self, node: Node) -> tuple[Reason, ...]:
        """The reasons that the other nodes add to the event of this node's pod."""
        others = self._events - Counter([self._event(node)])
        return tuple(
            Reason(OTHER_NODE, Decider.SCHEDULER, f"the event also says of other nodes: {event}", event, reported=True)
            for event in sorted(others)
        )

    def _event(self, node: Node) -> str:
        first = self._filter_run.first(node)
        if first is None or first[0] >= self._node_affinity:
            return self._event_node_affinity
        return first[2].reasons[0].event or ""
