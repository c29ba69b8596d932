"""A rollout in turns: the controller runs until nothing changes, then every terminating pod ends, then every new pod
that can gets ready, turn about, until neither turn changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dslint.kubernetes.release import Release
from dslint.plans import Step
from dslint.rollout.budget import Strategy
from dslint.rollout.controller import Controller
from dslint.rollout.state import DaemonNode, DaemonPod, snapshot

UPDATE, KILL, READY = "update", "kill", "ready"


class NodeFit(Protocol):
    """Whether a node has room for a pod: what the scheduler says, asked when a pod is made and when one goes."""

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        """Put the pod on its node if it fits now. Marks the node's own pods that must be evicted for that."""

    def unbind(self, pod: DaemonPod) -> None:
        """A bound pod is gone."""

    def end_evicted(self) -> list[DaemonNode]:
        """Other pods end that were evicted to make room; the nodes where that was."""

    @property
    def local(self) -> bool:
        """Whether a node's answer hangs on nothing that happens on other nodes."""


@dataclass(slots=True)
class Course:
    """What became of the rollout. `waves` are how many nodes each turn begins to replace, `chosen` how many nodes in
    all were taken within the budget.

    Of the nodes that had a pod and should have one, `down_before` had none available to begin with, `down_at_worst`
    after the worst turn, `down_in_the_end` after the last. `taken_at_first` and `taken_in_the_end` tell how much of the
    budget is used up.
    """

    waves: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    turns: int = 0
    chosen: int = 0
    taken_at_first: int = 0
    taken_in_the_end: int = 0
    down_before: int = 0
    down_at_worst: int = 0
    down_in_the_end: int = 0
    finished: bool = False

    @property
    def replaced(self) -> int:
        return sum(self.waves)


class Simulation:
    """One rollout. `unbound` is False where the controller itself schedules (up to 1.11): no room, no pod."""

    def __init__(
        self,
        nodes: Sequence[DaemonNode],
        strategy: Strategy,
        release: Release,
        node_fit: NodeFit,
        *,
        unbound: bool = True,
        trace: bool = False,
    ) -> None:
        self._nodes = nodes
        self._node_fit = node_fit
        self._unbound = unbound
        self._trace = trace
        self._controller = Controller(nodes, strategy, release)
        self._age = max((pod.age for node in nodes for pod in node.pods), default=0)
        self._terminating: list[tuple[DaemonNode, DaemonPod]] = []
        self._starting: list[tuple[DaemonNode, DaemonPod]] = []
        self._pending: dict[DaemonPod, DaemonNode] = {}
        self._replacing = 0
        down = self._controller.down
        self.course = Course(taken_at_first=self._controller.taken, down_before=down, down_at_worst=down)
        for node in nodes:
            for pod in node.pods:
                self._file(node, pod)

    def run(self) -> Course:
        """To the end, or until it stalls."""
        self._retry(tuple(dict.fromkeys(self._pending.values())))
        self._end_turn(UPDATE)
        idle = 0
        turns: tuple[tuple[str, Callable[[], bool]], ...] = ((KILL, self._kill), (READY, self._ready))
        while idle < len(turns):
            name, turn = turns[0]
            turns = (*turns[1:], turns[0])
            if not turn():
                idle += 1
                continue
            idle = 0
            self._end_turn(name)
        self.course.taken_in_the_end = self._controller.taken
        self.course.finished = all(node.done for node in self._nodes)
        return self.course

    def _end_turn(self, name: str) -> None:
        self._settle()
        if self._replacing:
            self.course.waves.append(self._replacing)
        self._replacing = 0
        self.course.turns += 1
        self.course.down_in_the_end = self._controller.down
        self.course.down_at_worst = max(self.course.down_at_worst, self._controller.down)
        if self._trace:
            self.course.steps.append(Step(name, snapshot(self._nodes)))

    def _kill(self) -> bool:
        """Every pod that is being deleted ends."""
        ending, self._terminating = self._terminating, []
        for node, pod in ending:
            node.pods.remove(pod)
            if pod.bound:
                self._node_fit.unbind(pod)
            self._controller.touch(node)
        freed = self._node_fit.end_evicted()
        self._retry([*(node for node, _ in ending), *freed])
        return bool(ending or freed)

    def _ready(self) -> bool:
        """Every new pod that can gets ready, and minReadySeconds pass."""
        starting, self._starting = self._starting, []
        started = [(node, pod) for node, pod in starting if not pod.terminating and not pod.ready]
        for node, pod in started:
            pod.ready = True
            self._controller.touch(node)
        return bool(started)

    def _settle(self) -> None:
        """The controller runs until it has nothing to do."""
        while True:
            sync = self._controller.sync()
            if sync.idle:
                return
            for node in sync.create:
                self._create(node)
            for node, pod in sync.delete:
                self._delete(node, pod)
            self._replacing += sync.replacing
            self.course.chosen += sync.chosen

    def _create(self, node: DaemonNode) -> None:
        self._age += 1
        pod = DaemonPod(new=True, age=self._age)
        pod.bound = self._bind(node, pod)
        if not pod.bound and not self._unbound:
            return
        node.pods.append(pod)
        self._file(node, pod)
        self._controller.touch(node)

    def _bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        bound = self._node_fit.bind(node, pod)
        for other in node.pods:
            if other.evicted and not other.terminating:
                self._delete(node, other)
        return bound

    def _delete(self, node: DaemonNode, pod: DaemonPod) -> None:
        """A pod that no kubelet runs any more is gone at once; others take their time."""
        self._pending.pop(pod, None)
        if pod.bound and not pod.ended:
            pod.terminating = True
            self._end(node, pod)
        else:
            node.pods.remove(pod)
            if pod.bound:
                self._node_fit.unbind(pod)
        self._controller.touch(node)

    def _end(self, node: DaemonNode, pod: DaemonPod) -> None:
        if not node.silent:
            self._terminating.append((node, pod))

    def _retry(self, nodes: Sequence[DaemonNode]) -> None:
        """The scheduler tries pending pods again where something may have changed for them."""
        if not self._node_fit.local:
            nodes = tuple(dict.fromkeys(self._pending.values()))
        for node in nodes:
            for pod in tuple(node.pods):
                if pod in self._pending and self._bind(node, pod):
                    del self._pending[pod]
                    pod.bound = True
                    self._file(node, pod)
                    self._controller.touch(node)

    def _file(self, node: DaemonNode, pod: DaemonPod) -> None:
        """Remember what can still happen to the pod by itself."""
        if pod.terminating:
            self._end(node, pod)
        elif not pod.bound:
            self._pending[pod] = node
        elif pod.new and not pod.ready and not (node.broken or node.silent or pod.ended):
            self._starting.append((node, pod))
