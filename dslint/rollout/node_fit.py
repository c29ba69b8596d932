"""Whether the nodes have room for a DaemonSet's pods while they are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import Strategy
from dslint.placement.trials import put_back, take_out
from dslint.plans import Reason
from dslint.rollout.state import DaemonNode, DaemonPod

if TYPE_CHECKING:
    from dslint.placement.preemption import Eviction


class StrategyFit:
    """Asks a strategy on a snapshot that holds all pods but this DaemonSet's, and restores the snapshot at the end.

    Where pods on other nodes do not matter (`local`), the DaemonSet's own pods are in the snapshot only for the
    question; otherwise they are in it all the time.
    """

    def __init__(self, snapshot: Snapshot, strategy: Strategy) -> None:
        self._snapshot = snapshot
        self.strategy = strategy
        self._old: dict[DaemonPod, Pod] = {}
        self._bound: dict[DaemonPod, Pod] = {}
        self._evicting: dict[DaemonNode, list[Pod]] = {}
        self._evicted: list[tuple[Pod, int]] = []
        self.local = strategy.independent

    def add_existing(self, node: DaemonNode, pod: DaemonPod, existing: Pod) -> None:
        """Add a pod from before the update; an unbound one waits to be scheduled."""
        self._old[pod] = existing
        if pod.bound:
            self._put(node, pod, existing)

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        """Put the pod on its node if it fits now; where others must be evicted first, it fits once they are gone."""
        template = self._old.get(pod, self.strategy.pod)
        if not self._fits(node, template):
            return False
        self._put(node, pod, template)
        return True

    def _put(self, node: DaemonNode, pod: DaemonPod, template: Pod) -> None:
        if self.local:
            self._bound[pod] = template
            return
        self._bound[pod] = bound = template if template.node else template.on(node.name)
        self._snapshot.add(bound)

    def _fits(self, node: DaemonNode, template: Pod) -> bool:
        strategy = self.strategy.for_pod(template)
        with self._beside(node, node.pods) as own:
            found = strategy.attempt(self._snapshot.by_name[node.name])
        for eviction in found.victims:
            own_victim = next((pod for pod, bound in own.items() if bound is eviction.pod), None)
            if own_victim is None:
                self._evict(node, eviction)
            else:
                own_victim.evicted = True
        return bool(found.nodes)

    def _evict(self, node: DaemonNode, eviction: Eviction) -> None:
        """Another pod is to be deleted, to make room on the node."""
        self._evicting.setdefault(node, []).append(eviction.pod)

    @contextmanager
    def _beside(self, node: DaemonNode, pods: Iterable[DaemonPod]) -> Iterator[dict[DaemonPod, Pod]]:
        """With these of the node's own pods in the snapshot, and no others."""
        wanted = {pod: self._bound[pod] for pod in pods if pod in self._bound}
        if not self.local:
            gone = [self._bound[pod] for pod in node.pods if pod in self._bound and pod not in wanted]
            with self._without(gone):
                yield wanted
            return
        added = {pod: template.on(node.name) for pod, template in wanted.items()}
        for pod in added.values():
            self._snapshot.add(pod)
        yield added
        for pod in added.values():
            self._snapshot.remove(pod)

    @contextmanager
    def _without(self, pods: Iterable[Pod]) -> Iterator[None]:
        gone = [(pod, take_out(pod, self._snapshot)) for pod in pods]
        yield
        for pod, place in reversed(gone):
            put_back(pod, place, self._snapshot)

    def reasons_against(self, node: DaemonNode, *, beside_existing: bool) -> tuple[Reason, ...]:
        """Why no new pod fits, even with evictions, beside the node's own pods or without them; () where one fits."""
        with self._beside(node, node.pods if beside_existing else ()):
            found = self.strategy.attempt(self._snapshot.by_name[node.name])
        return () if found.nodes or found.victims else found.verdicts[node.name].reasons

    def unbind(self, pod: DaemonPod) -> None:
        """The bound pod is gone."""
        bound = self._bound.pop(pod)
        if not self.local:
            self._snapshot.remove(bound)

    def end_evicted(self) -> list[DaemonNode]:
        """End the pods that were evicted to make room; returns the nodes where that was."""
        evicting, self._evicting = self._evicting, {}
        for victim in dict.fromkeys(victim for victims in evicting.values() for victim in victims):
            self._evicted.append((victim, take_out(victim, self._snapshot)))
        return list(evicting)

    def restore(self) -> None:
        """Leave the snapshot as it was before the first pod was added."""
        if not self.local:
            for bound in self._bound.values():
                self._snapshot.remove(bound)
        for victim, place in reversed(self._evicted):
            put_back(victim, place, self._snapshot)
        self._bound.clear()
        self._evicted.clear()


class UnlimitedFit:
    """Room for every pod, for questions that do not depend on room."""

    local = True

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:  # noqa: ARG002
        return True

    def unbind(self, pod: DaemonPod) -> None:
        """Nothing is remembered."""

    def end_evicted(self) -> list[DaemonNode]:
        return []
