"""A rollout in turns: in one, all terminating pods end; in the next, all new pods that can become ready do.

After each turn the controller runs until nothing changes. The rollout is over when neither turn changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dslint.kubernetes.release import Release
from dslint.plans import Reason, Step
from dslint.rollout.budget import Strategy
from dslint.rollout.controller import Controller, Sync
from dslint.rollout.pod_states import Admission, NodeFit, PodStates
from dslint.rollout.state import Counts, DaemonNode, Steps

UPDATE, KILL, READY = "update", "kill", "ready"


@dataclass(slots=True)
class Course:
    """The course of a rollout.

    `waves` has the number of nodes that each turn begins to replace, `chosen` the number of nodes replaced within the
    budget.
    `down_before`, `down_at_worst` and `down_in_the_end` count nodes that had a pod, should have one, and have no
    available pod: at first, after the worst turn and after the last. `taken_at_first` and `taken_in_the_end` are the
    used budget. `start` and `steps` are the trace, where it is kept. `refusal` is the error of the API server for the
    new pods that are missing in the end.
    """

    waves: list[int] = field(default_factory=list)
    start: Step | None = None
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

    Without `admission`, the API server accepts every new pod. `pods` is what happens to its pods.
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
        self.admission = admission
        self._controller = Controller(nodes, strategy, release)
        self._replacing = 0
        down = self._controller.down
        self.course = Course(taken_at_first=self._controller.taken, down_before=down, down_at_worst=down)
        self._steps = self._traced(nodes) if trace else None
        touch = self._controller.touch if self._steps is None else self._touch
        self.pods = PodStates(nodes, node_fit, touch, admission=admission, unbound=unbound)

    def _traced(self, nodes: Sequence[DaemonNode]) -> Steps:
        """The steps, of which the start is noted."""
        steps = Steps(nodes)
        self.course.start = steps.start(Counts(0, self._controller.down, self._controller.taken))
        return steps

    def _touch(self, node: DaemonNode) -> None:
        self._controller.touch(node)
        if self._steps is not None:
            self._steps.touch(node)

    def run(self) -> Course:
        """Run until the rollout completes or stalls."""
        self.pods.retry_all()
        self._settle_and_end_turn(UPDATE)
        take_turns(((KILL, self._kill), (READY, self.pods.start_pods)), self._settle_and_end_turn)
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
        begun, self._replacing = self._replacing, 0
        if begun:
            self.course.waves.append(begun)
        self.course.turns += 1
        self.course.down_in_the_end = self._controller.down
        self.course.down_at_worst = max(self.course.down_at_worst, self._controller.down)
        if self._steps is not None:
            counts = Counts(begun, self._controller.down, self._controller.taken)
            self.course.steps.append(self._steps.after(name, counts))

    def _kill(self) -> bool:
        """Every pod that is being deleted ends, and the room that they leave is used."""
        freed = self.pods.end_pods()
        self.pods.retry(freed)
        return bool(freed)

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
            self.pods.delete(node, pod)
        self._replacing += max(0, sync.replacing - refused)
        self.course.chosen += max(0, sync.chosen - refused)
        return True

    def _create_all(self, sync: Sync) -> int:
        """Create the pods of a sync; the number that the API server refuses."""
        refused = 0
        for node in sync.create:
            refusal = self.admission.refusal(node.name) if self.admission is not None else None
            if refusal is None:
                self.pods.create(node)
            else:
                self.course.refusal = refusal
                self._controller.refuse(node, surging=sync.replacing > 0)
                refused += 1
        return refused
