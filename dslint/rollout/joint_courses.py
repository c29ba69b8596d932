"""The courses that the rollouts of several DaemonSets may take together.

Which nodes a controller takes first, and which controller syncs first, is chance. So several courses are played: some
chosen ones, where the controllers take the same nodes or the opposite ones, and others drawn from a fixed seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import controller_binds, strategy_of
from dslint.progress import watched
from dslint.rollout.existing_pods import Change, ExistingPod, add_existing, daemon_nodes
from dslint.rollout.joint_simulation import JointSimulation, Part
from dslint.rollout.pod_states import Admission
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.shared_room import Obstruction, SharedFit, SharedRoom
from dslint.rollout.simulation import Simulation
from dslint.rollout.state import DaemonNode

if TYPE_CHECKING:
    from dslint.placement.preemption import Eviction

FIRST_DRAWS, MOST_DRAWS = 12, 60
"""Orders drawn at random: the first ones always, more only if the courses so far end differently."""

Key = tuple[str, str, str]


class Member(NamedTuple):
    """A DaemonSet that changes, or whose pods may change with the others. Its key is its kind, namespace and name."""

    key: Key
    change: Change
    present: Sequence[ExistingPod]

    @property
    def name(self) -> str:
        return "/".join(self.key[1:])


class Order(NamedTuple):
    """The order in which the controllers take nodes, and whether the first DaemonSet is the first to sync.

    Without a `seed` nodes are taken by name, by every second DaemonSet from the last one where they are `opposed`.
    `stuck` nodes come first, or last.
    """

    opposed: bool = False
    reverse: bool = False
    seed: int | None = None
    stuck: frozenset[str] = frozenset()
    stuck_first: bool = True

    def of(self, nodes: Iterable[DaemonNode], member: int) -> list[DaemonNode]:
        """The nodes in the order in which this member's controller takes them."""
        ordered = sorted(nodes, key=lambda node: node.rank, reverse=self.opposed and member % 2 == 1)
        if self.seed is not None:
            Random(f"{self.seed} {member}").shuffle(ordered)  # noqa: S311
        return sorted(ordered, key=lambda node: (node.name in self.stuck) is not self.stuck_first)


class JointResult(NamedTuple):
    """One course of all rollouts: by member its result, and why its pods wait at the end.

    `bound` are all pods that are bound then, `ended` the victims among the others. `admissions` are as they were left,
    by member.
    """

    results: Sequence[ScenarioResult]
    obstructions: Sequence[Sequence[Obstruction]]
    bound: Sequence[Pod]
    evicted: dict[tuple[str, str], list[Eviction]]
    ended: Sequence[Pod]
    contended: bool
    admissions: Sequence[Admission | None]

    def stuck(self) -> frozenset[str]:
        """The nodes where a pod does not get ready."""
        return frozenset(
            node.name for result in self.results for node in result.nodes if any(not pod.ready for pod in node.pods)
        )

    def waiting_for(self, name: str, names: Sequence[str]) -> frozenset[str]:
        """The members that wait at the end because of the pods of this one."""
        return frozenset(
            waiting
            for waiting, found in zip(names, self.obstructions, strict=True)
            if any(name in obstruction.holders for obstruction in found)
        )

    def end(self) -> Hashable:
        """How many nodes are updated at the end, by member."""
        return tuple(result.updated for result in self.results)

    def course(self) -> Hashable:
        """What can be compared with another course: how many nodes are in which state, turn by turn."""
        return tuple(
            tuple(tuple(sorted(step.numbers.items())) for step in result.course.steps) for result in self.results
        )


class JointScenario:
    """Plays the members' rollouts in several orders."""

    def __init__(
        self,
        members: Sequence[Member],
        scenarios: Sequence[Scenario],
        snapshot: Snapshot,
        waiting: Sequence[Pod],
        *,
        begin: Callable[[], None],
        trace: bool,
    ) -> None:
        self._begin = begin
        self._members = members
        self._scenarios = scenarios
        self._snapshot = snapshot
        self._waiting = waiting
        self._trace = trace

    def play(self, order: Order) -> JointResult:
        self._begin()
        room = SharedRoom(self._snapshot, waiting=list(self._waiting))
        made = [self._part(index, order, room) for index in range(len(self._members))]
        parts = [part for part, _ in made]
        joint = JointSimulation(parts[::-1] if order.reverse else parts, room)
        downs = [frozenset(node.name for node in nodes if not node.available) for _, nodes in made]
        joint.run()
        play = JointResult(
            [
                ScenarioResult(part.simulation.course, nodes, down)
                for (part, nodes), down in zip(made, downs, strict=True)
            ],
            [joint.obstructions(part) for part in parts],
            tuple(pod for pod in room.holders if pod not in room.ended),
            room.evicted,
            tuple(pod for pod in room.ended if pod not in room.holders),
            room.contended,
            [part.simulation.admission for part in parts],
        )
        room.restore()
        return play

    def _part(self, index: int, order: Order, room: SharedRoom) -> tuple[Part, list[DaemonNode]]:
        member, scenario = self._members[index], self._scenarios[index]
        found = daemon_nodes(scenario.existing, scenario.context, member.change.injected)
        for rank, node in enumerate(order.of(found, index)):
            node.rank = rank
        fit = SharedFit(member.name, room, strategy_of(scenario.daemonset, scenario.new, self._snapshot))
        add_existing(found, fit)
        release, nodes = scenario.context.release, list(found)
        unbound = not controller_binds(release)
        simulation = Simulation(
            nodes,
            scenario.strategy,
            release,
            fit,
            admission=None if scenario.admission is None else scenario.admission(found),
            unbound=unbound,
            trace=self._trace,
        )
        return Part(simulation, fit, {node.name: node for node in nodes}), nodes


def drawn_results(joint: JointScenario, plays: Sequence[JointResult]) -> Iterator[JointResult]:
    """Courses in orders drawn at random: more of them where they end differently."""
    ends = {play.end() for play in plays}
    for seed in watched.get()(range(MOST_DRAWS), "simulating rollouts"):
        if seed == FIRST_DRAWS and len(ends) == 1:
            return
        play = joint.play(Order(seed=seed, reverse=bool(seed % 2)))
        ends.add(play.end())
        yield play


def chosen_results(joint: JointScenario, first: Sequence[JointResult]) -> Iterator[JointResult]:
    """Courses that may be the worst and the best."""
    for opposed, play in zip((False, True), first, strict=True):
        yield joint.play(Order(opposed=opposed, reverse=True))
        if stuck := play.stuck():
            yield joint.play(Order(opposed=opposed, stuck=stuck))
            yield joint.play(Order(opposed=opposed, stuck=stuck, stuck_first=False))


def likeliest(plays: Sequence[JointResult]) -> JointResult:
    """Of the courses drawn, one that was drawn most often."""
    courses = [play.course() for play in plays]
    most, _ = Counter(courses).most_common(1)[0]
    return plays[courses.index(most)]
