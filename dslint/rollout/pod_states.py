"""What happens to the pods of a rollout: they are created, bound, get ready, are deleted and end.

Of what the controller decides and of when a turn ends this knows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from dslint.plans import Reason
from dslint.rollout.state import DaemonNode, DaemonPod


class NodeFit(Protocol):
    """Whether a node has room for a pod, asked when a pod is created and when one is gone."""

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        """Put the pod on its node if it fits now. Marks the node's own pods that must be evicted first."""

    def unbind(self, pod: DaemonPod) -> None:
        """A bound pod is gone."""

    def end_evicted(self) -> list[DaemonNode]:
        """End the other pods that were evicted to make room; returns the nodes where that was."""

    @property
    def local(self) -> bool:
        """Whether a node's answer is independent of other nodes."""


class Admission(Protocol):
    """Whether the API server accepts another new pod, asked when a pod is created and told when one is gone."""

    def refusal(self, node: str) -> Reason | None:
        """Why it refuses one more new pod now, for this node; None where it creates the pod."""

    def gone(self, pod: DaemonPod) -> None:
        """A pod no longer exists, and no longer counts for quotas."""


class PodStates:
    """The pods of one rollout, by what can happen to them next. `touch` is called for each node that changes.

    `unbound` is False up to 1.11, where the controller creates no pod that it cannot bind.
    """

    def __init__(
        self,
        nodes: Sequence[DaemonNode],
        node_fit: NodeFit,
        touch: Callable[[DaemonNode], None],
        *,
        admission: Admission | None,
        unbound: bool,
    ) -> None:
        self._node_fit = node_fit
        self._touch = touch
        self._admission = admission
        self._unbound = unbound
        self._age = max((pod.age for node in nodes for pod in node.pods), default=0)
        self._terminating: list[tuple[DaemonNode, DaemonPod]] = []
        self._starting: list[tuple[DaemonNode, DaemonPod]] = []
        self._pending: dict[DaemonPod, DaemonNode] = {}
        for node in nodes:
            for pod in node.pods:
                self._file(node, pod)

    def create(self, node: DaemonNode) -> None:
        """A new pod on the node, bound if it fits."""
        self._age += 1
        pod = DaemonPod(new=True, age=self._age)
        pod.bound = self._bind(node, pod)
        if not pod.bound and not self._unbound:
            return
        node.pods.append(pod)
        self._file(node, pod)
        self._touch(node)

    def _bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        bound = self._node_fit.bind(node, pod)
        for other in node.pods:
            if other.evicted and not other.terminating:
                self.delete(node, other)
        return bound

    def delete(self, node: DaemonNode, pod: DaemonPod) -> None:
        """A pod that no kubelet runs is gone at once; others terminate first."""
        self._pending.pop(pod, None)
        if pod.bound and not pod.ended:
            pod.terminating = True
            self._end(node, pod)
        else:
            self._remove(node, pod)
        self._touch(node)

    def _remove(self, node: DaemonNode, pod: DaemonPod) -> None:
        node.pods.remove(pod)
        if pod.bound:
            self._node_fit.unbind(pod)
        if self._admission is not None:
            self._admission.gone(pod)

    def _end(self, node: DaemonNode, pod: DaemonPod) -> None:
        if not node.silent:
            self._terminating.append((node, pod))

    def end_pods(self) -> list[DaemonNode]:
        """Every pod that is being deleted ends; returns the nodes where one has."""
        ending, self._terminating = self._terminating, []
        for node, pod in ending:
            self._remove(node, pod)
            self._touch(node)
        return [*(node for node, _ in ending), *self._node_fit.end_evicted()]

    def start_pods(self) -> bool:
        """Every new pod that can become ready does, and minReadySeconds pass."""
        starting, self._starting = self._starting, []
        started = [(node, pod) for node, pod in starting if not pod.terminating and not pod.ready]
        for node, pod in started:
            pod.ready = True
            self._touch(node)
        return bool(started)

    def retry_all(self) -> None:
        """The scheduler tries every pending pod again."""
        self.retry(tuple(dict.fromkeys(self._pending.values())))

    def retry(self, nodes: Sequence[DaemonNode]) -> None:
        """The scheduler tries pending pods again where something may have changed for them."""
        if not self._node_fit.local:
            nodes = tuple(dict.fromkeys(self._pending.values()))
        for node in nodes:
            for pod in tuple(node.pods):
                if pod in self._pending:
                    self.try_again(node, pod)

    @property
    def pending(self) -> list[tuple[DaemonNode, DaemonPod]]:
        """The pods that wait to be bound."""
        return [(node, pod) for pod, node in self._pending.items()]

    def try_again(self, node: DaemonNode, pod: DaemonPod) -> bool:
        """Whether the pending pod is bound now."""
        if pod not in self._pending or not self._bind(node, pod):
            return False
        del self._pending[pod]
        pod.bound = True
        self._file(node, pod)
        self._touch(node)
        return True

    def _file(self, node: DaemonNode, pod: DaemonPod) -> None:
        """Queue the pod for the next step that can happen to it."""
        if pod.terminating:
            self._end(node, pod)
        elif not pod.bound:
            self._pending[pod] = node
        elif pod.new and not pod.ready and not (node.broken or node.silent or pod.ended):
            self._starting.append((node, pod))
