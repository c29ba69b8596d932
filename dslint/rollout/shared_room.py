"""The room of a cluster's nodes while several DaemonSets change: their pods take it from each other.

Kubernetes: the scheduler has one queue for the pods of all workloads (plugins/queuesort). A pod that did not fit goes
back to it behind those of its priority that failed before (scheduling_queue.go, AddUnschedulableIfNotPresent).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.placement.filter_run import FilterRun
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import Strategy
from dslint.placement.trials import put_back, take_out
from dslint.plans import Reason
from dslint.rollout.node_fit import StrategyFit
from dslint.rollout.state import DaemonNode, DaemonPod

if TYPE_CHECKING:
    from dslint.placement.preemption import Eviction


class Holder(NamedTuple):
    """Whose pod one in the snapshot is: that of a DaemonSet that takes part, or a pod that waited for room."""

    name: str
    daemon: DaemonHolder | None = None


class DaemonHolder(NamedTuple):
    fit: SharedFit
    node: DaemonNode
    pod: DaemonPod


class Obstruction(NamedTuple):
    """Why a pod waits for a node at the end: the reasons, and the DaemonSets without whose pods there it would fit."""

    node: str
    reasons: tuple[Reason, ...]
    holders: frozenset[str]


@dataclass(slots=True)
class SharedRoom:
    """What the DaemonSets that change together share.

    `failed` has the pods that did not fit, numbered as they failed last. `evicted` are the pods of others that had to
    go, by DaemonSet and node; those that have `ended` with their place on their node. `freed` names the nodes that pods
    have left since the queue was tried last. `waiting` are pending pods of other workloads. `contended`: a DaemonSet's
    pod did not fit because of another one that takes part.
    """

    snapshot: Snapshot
    waiting: list[Pod] = field(default_factory=list)
    holders: dict[Pod, Holder] = field(default_factory=dict)
    failed: dict[DaemonPod, int] = field(default_factory=dict)
    evicted: dict[tuple[str, str], list[Eviction]] = field(default_factory=dict)
    ended: dict[Pod, int] = field(default_factory=dict)
    freed: set[str] = field(default_factory=set)
    contended: bool = False

    def turn_in_queue(self, fit: SharedFit, pod: DaemonPod) -> tuple[int, int]:
        """The place of a pending pod in the scheduler's queue: by priority, then by the time of its last attempt."""
        return -fit.template(pod).spec.priority, self.failed.get(pod, 0)

    def bind_waiting(self, pod: Pod, freed: Iterable[str]) -> bool:
        """Bind a pending pod of another workload to one of the nodes that have room again, if it fits there."""
        filters = FilterRun(pod, self.snapshot, pinned=False)
        nodes = (self.snapshot.by_name[name] for name in sorted(freed) if name in self.snapshot.by_name)
        node = next((node for node in nodes if filters.verdict(node).fits), None)
        if node is None:
            return False
        bound = pod.on(node.name)
        self.snapshot.add(bound)
        self.holders[bound] = Holder(f"Pod {pod.key}")
        self.waiting.remove(pod)
        return True

    def restore(self) -> None:
        """Leave the snapshot as it was without the DaemonSets."""
        for bound in self.holders.keys() - self.ended.keys():
            self.snapshot.remove(bound)
        for victim, place in reversed(self.ended.items()):
            if victim not in self.holders:
                put_back(victim, place, self.snapshot)
        self.holders.clear()
        self.ended.clear()


class SharedFit(StrategyFit):
    """The fit of one DaemonSet's pods beside the others'. All of them are in the snapshot all the time."""

    def __init__(self, name: str, room: SharedRoom, strategy: Strategy) -> None:
        super().__init__(room.snapshot, strategy)
        self.name = name
        self.independent = self.local
        self.local = False
        self.delete: Callable[[DaemonNode, DaemonPod], None]
        self._room = room
        self._tries = 0

    def template(self, pod: DaemonPod) -> Pod:
        return self._old.get(pod, self.strategy.pod)

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        bound = super().bind(node, pod)
        self._room.failed.pop(pod, None)
        if bound:
            return True
        last = next(reversed(self._room.failed.values()), 0)
        self._room.failed[pod] = last + 1
        if not self._room.contended:
            self._room.contended = self._fits_without_others(node, pod)
        return False

    def _put(self, node: DaemonNode, pod: DaemonPod, template: Pod) -> None:
        super()._put(node, pod, template)
        self._room.holders[self._bound[pod]] = Holder(self.name, DaemonHolder(self, node, pod))

    def unbind(self, pod: DaemonPod) -> None:
        bound = self._bound[pod]
        del self._room.holders[bound]
        self._room.freed.add(bound.node)
        super().unbind(pod)

    def _evict(self, node: DaemonNode, eviction: Eviction) -> None:
        evicted = self._room.evicted.setdefault((self.name, node.name), [])
        if all(eviction.pod is not earlier.pod for earlier in evicted):
            evicted.append(eviction)
        holder = self._room.holders.get(eviction.pod)
        if holder is not None:
            self._room.contended = True
        if holder is None or holder.daemon is None:
            super()._evict(node, eviction)
            return
        fit, of, pod = holder.daemon
        if not pod.terminating:
            pod.evicted = True
            fit.delete(of, pod)

    def end_evicted(self) -> list[DaemonNode]:
        evicting, self._evicting = self._evicting, {}
        for victim in (victim for victims in evicting.values() for victim in victims):
            if victim not in self._room.ended:
                self._room.ended[victim] = take_out(victim, self._room.snapshot)
                self._room.freed.add(victim.node)
        return list(evicting)

    def obstruction(self, node: DaemonNode, pod: DaemonPod) -> Obstruction:
        """Why the pending pod does not fit, as the room is now."""
        strategy, place = self.strategy.for_pod(self.template(pod)), self._snapshot.by_name[node.name]
        verdict = strategy.attempt(place).verdicts.get(node.name)
        names = {holder.name for _, holder in self._on(node)}
        holders = {name for name in names if self._fits_without(name, node, pod)} or (
            names if self._fits_without_others(node, pod) else set()
        )
        return Obstruction(node.name, verdict.reasons if verdict else (), frozenset(holders))

    def _fits_without_others(self, node: DaemonNode, pod: DaemonPod) -> bool:
        with self._without(self._pods_of(None, node)):
            return self._helps(node, pod)

    def _fits_without(self, name: str, node: DaemonNode, pod: DaemonPod) -> bool:
        with self._without(self._pods_of(name, node)):
            return self._helps(node, pod)

    def _helps(self, node: DaemonNode, pod: DaemonPod) -> bool:
        found = self.strategy.for_pod(self.template(pod)).attempt(self._snapshot.by_name[node.name])
        return bool(found.nodes)

    def _pods_of(self, name: str | None, node: DaemonNode) -> list[Pod]:
        """The pods of the DaemonSet with that name on the node, or of all others."""
        return [bound for bound, holder in self._on(node) if name in (None, holder.name)]

    def _on(self, node: DaemonNode) -> Iterator[tuple[Pod, Holder]]:
        for bound in self._snapshot.state(self._snapshot.by_name[node.name]).pods:
            holder = self._room.holders.get(bound)
            if holder is not None and holder.name != self.name:
                yield bound, holder
