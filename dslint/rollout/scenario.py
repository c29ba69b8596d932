"""A rollout played on a world, in the order of names or in another one, and the world left as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dslint.kubernetes.pods import Pod
from dslint.placement.behaviours import CONTROLLER_BINDS
from dslint.placement.daemonset import DaemonSet
from dslint.placement.snapshot import Snapshot
from dslint.plans import Reason
from dslint.rollout.behaviours import SURGE_HEEDS_ELIGIBILITY
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import ExistingPod, FaultInjection, NodesAndDecisions, Occupied, occupied, settle
from dslint.rollout.node_fit import ControllerFit, SchedulerFit, UnlimitedFit
from dslint.rollout.simulation import Course, NodeFit, Simulation
from dslint.rollout.state import DaemonNode

Order = Callable[[DaemonNode], int]
"""Which candidates come first: the lower ones; among equals, names decide."""


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """How it went, and the nodes as they are at its end. `down_before` names those that had no available pod."""

    course: Course
    nodes: Sequence[DaemonNode]
    down_before: frozenset[str]

    @property
    def updated(self) -> int:
        return sum(node.updated for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything a rollout hangs on. `world` holds all pods but this DaemonSet's; `new` is its pod after admission."""

    daemonset: DaemonSet
    present: Sequence[ExistingPod]
    ground: NodesAndDecisions
    strategy: Strategy
    world: Snapshot
    new: Pod

    def play(self, doubts: FaultInjection, order: Order | None = None, *, trace: bool = False) -> ScenarioResult:
        states = occupied(self.present, self.ground, doubts)
        if order is not None:
            for rank, node in enumerate(sorted(states, key=lambda node: (order(node), node.rank))):
                node.rank = rank
        room = self._room(states)
        played = self._played(list(states), room, trace=trace)
        room.restore()
        return played

    def play_bad_everywhere(self, doubts: FaultInjection) -> ScenarioResult:
        """The rollout when no new pod ever gets ready; whether it finds room makes no difference then."""
        everywhere = frozenset(node.name for node in self.ground.nodes)
        nodes = list(occupied(self.present, self.ground, FaultInjection(doubts.unready, everywhere)))
        return self._played(nodes, UnlimitedFit(), trace=False)

    def _played(self, nodes: Sequence[DaemonNode], room: NodeFit, *, trace: bool) -> ScenarioResult:
        down = frozenset(node.name for node in nodes if not node.available)
        release = self.ground.release
        unbound = not release.has(CONTROLLER_BINDS)
        course = Simulation(nodes, self.strategy, release, room, unbound=unbound, trace=trace).run()
        return ScenarioResult(course, nodes, down)

    def with_budget(self, nodes: int) -> Scenario:
        """The same with another maxUnavailable, or maxSurge where it surges."""
        strategy = self.strategy
        if strategy.counts(len(self.ground.nodes)).surge:
            return replace(self, strategy=strategy._replace(max_surge=nodes))
        return replace(self, strategy=strategy._replace(max_unavailable=nodes))

    def obstacles(self, doubts: FaultInjection) -> dict[str, tuple[Reason, ...]]:
        """Nodes on which a new pod would not get ready, with the reasons why it has no room; () for broken ones.

        Surging, the room is what the present pods leave; else what is there once they are gone. Of nodes that should
        not run the pod, those on which the controller would still surge.
        """
        states = occupied(self.present, self.ground, doubts)
        room = self._room(states)
        surging = self.strategy.counts(sum(node.should_run for node in states)).surge > 0
        everywhere = surging and not self.ground.release.has(SURGE_HEEDS_ELIGIBILITY)
        found: dict[str, tuple[Reason, ...]] = {}
        for node in states:
            if not (node.should_run or (everywhere and node.should_continue)):
                continue
            reasons = room.refusal(node, beside_present=surging)
            if reasons or node.broken:
                found[node.name] = reasons
        room.restore()
        return found

    def _room(self, states: Occupied) -> SchedulerFit:
        room = self._empty_room()
        settle(states, room)
        return room

    def _empty_room(self) -> SchedulerFit:
        if self.ground.release.has(CONTROLLER_BINDS):
            return ControllerFit(self.world, self.new, self.daemonset)
        return SchedulerFit(self.world, self.new)

    @property
    def rolls(self) -> bool:
        """Whether there is an old pod that the strategy replaces."""
        return self.strategy.rolls and any(not item.new for item in self.present)

    @property
    def local(self) -> bool:
        return self._empty_room().local
