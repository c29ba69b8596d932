"""A rollout in turns: in one, all terminating pods end; in the next, all new pods that can become ready do.

After each turn the controller runs until nothing changes. The rollout is over when neither turn changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dslint.kubernetes.release import Release
from dslint.plans import Reason, Step
from dslint.rollout.budget import Strategy
from dslint.rollout.controller import Controller, Sync
from dslint.rollout.state import DaemonNode, DaemonPod, snapshot

UPDATE, KILL, READY = "update", "kill", "ready"


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

    def refusal(self) -> Reason | None:
        """Why it refuses one more new pod now; None where it creates the pod."""

    def gone(self, pod: DaemonPod) -> None:
        """A pod no longer exists, and no longer counts for quotas."""


@dataclass(slots=True)
class Course:
    """The course of a rollout.

    `waves` has the number of nodes that each turn begins to replace, `chosen` the number of nodes replaced within the
    budget.
    `down_before`, `down_at_worst` and `down_in_the_end` count nodes that had a pod, should have one, and have no
    available pod: at first, after the worst turn and after the last. `taken_at_first` and `taken_in_the_end` are the
    used budget. `refusal` is the error of the API server for the new pods that are missing in the end.
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
    refusal: Reason | None = None

    @property
    def replaced(self) -> int:
        return sum(self.waves)


Turn = tuple[str, Callable[[], bool]]
"""The name of a turn, and what happens in it: whether anything did."""


def take_turns(turns: tuple[Turn, ...], end_turn: Callable[[str], None]) -> None:
    """Each turn after the other, until none of them changes anything."""
    idle = 0
    while idle < len(turns):
        (name, turn), *later = turns
        turns = (*later, turns[0])
        if not turn():
            idle += 1
            continue
        idle = 0
        end_turn(name)


class Simulation:
    """One rollout. `unbound` is False up to 1.11, where the controller creates no pod that it cannot bind.

    Without `admission`, the API server accepts every new pod.
    """

    def __init__(
        self,
        nodes: Sequence[DaemonNode],
        strategy: Strategy,
        release: Release,
        node_fit: NodeFit,
        *,
        admission: Admission | None = None,
        unbound: bool = True,
        trace: bool = False,
    ) -> None:
        self._nodes = nodes
        self._node_fit = node_fit
        self.admission = admission
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
        """Run until the rollout completes or stalls."""
        self._retry(tuple(dict.fromkeys(self._pending.values())))
        self._settle_and_end_turn(UPDATE)
        take_turns(((KILL, self._kill), (READY, self.start_pods)), self._settle_and_end_turn)
        return self.finish()

    def finish(self) -> Course:
        self.course.taken_in_the_end = self._controller.taken
        self.course.finished = all(node.done for node in self._nodes)
        return self.course

    def _settle_and_end_turn(self, name: str) -> None:
        self.try_refused_again()
        self._settle()
        self.end_turn(name)

    def end_turn(self, name: str) -> None:
        """Note what the turn did, once the controller has nothing more to do."""
        if self._replacing:
            self.course.waves.append(self._replacing)
        self._replacing = 0
        self.course.turns += 1
        self.course.down_in_the_end = self._controller.down
        self.course.down_at_worst = max(self.course.down_at_worst, self._controller.down)
        if self._trace:
            self.course.steps.append(Step(name, snapshot(self._nodes)))

    def _kill(self) -> bool:
        """Every pod that is being deleted ends, and the room that they leave is used."""
        freed = self.end_pods()
        self._retry(freed)
        return bool(freed)

    def end_pods(self) -> list[DaemonNode]:
        """Every pod that is being deleted ends; returns the nodes where one has."""
        ending, self._terminating = self._terminating, []
        for node, pod in ending:
            self._remove(node, pod)
            self._controller.touch(node)
        return [*(node for node, _ in ending), *self._node_fit.end_evicted()]

    def start_pods(self) -> bool:
        """Every new pod that can become ready does, and minReadySeconds pass."""
        starting, self._starting = self._starting, []
        started = [(node, pod) for node, pod in starting if not pod.terminating and not pod.ready]
        for node, pod in started:
            pod.ready = True
            self._controller.touch(node)
        return bool(started)

    def _settle(self) -> None:
        """The controller runs until it has nothing to do."""
        while self.sync():
            pass

    def try_refused_again(self) -> None:
        """The controller's next sync creates the pods again that the API server has refused."""
        if self.admission is not None:
            self.course.refusal = None
            self._controller.try_refused_again()

    def sync(self) -> bool:
        """One sync of the controller. Whether it had anything to do."""
        sync = self._controller.sync()
        if sync.idle:
            return False
        refused = self._create_all(sync)
        for node, pod in sync.delete:
            self.delete(node, pod)
        self._replacing += max(0, sync.replacing - refused)
        self.course.chosen += max(0, sync.chosen - refused)
        return True

    def _create_all(self, sync: Sync) -> int:
        """Create the pods of a sync; the number that the API server refuses."""
        refused = 0
        for node in sync.create:
            refusal = self.admission.refusal() if self.admission is not None else None
            if refusal is None:
                self._create(node)
            else:
                self.course.refusal = refusal
                self._controller.refuse(node, surging=sync.replacing > 0)
                refused += 1
        return refused

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
        self._controller.touch(node)

    def _remove(self, node: DaemonNode, pod: DaemonPod) -> None:
        node.pods.remove(pod)
        if pod.bound:
            self._node_fit.unbind(pod)
        if self.admission is not None:
            self.admission.gone(pod)

    def _end(self, node: DaemonNode, pod: DaemonPod) -> None:
        if not node.silent:
            self._terminating.append((node, pod))

    def _retry(self, nodes: Sequence[DaemonNode]) -> None:
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
        self._controller.touch(node)
        return True

    def _file(self, node: DaemonNode, pod: DaemonPod) -> None:
        """Queue the pod for the next step that can happen to it."""
        if pod.terminating:
            self._end(node, pod)
        elif not pod.bound:
            self._pending[pod] = node
        elif pod.new and not pod.ready and not (node.broken or node.silent or pod.ended):
            self._starting.append((node, pod))
