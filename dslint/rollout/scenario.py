"""A rollout played on a snapshot, in the order of names or in another one, and the snapshot left as it was."""

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
    """All that decides a rollout. `snapshot` holds all pods but this DaemonSet's; `new` is its pod after admission."""

    daemonset: DaemonSet
    present: Sequence[ExistingPod]
    ground: NodesAndDecisions
    strategy: Strategy
    snapshot: Snapshot
    new: Pod

    def play(self, injected: FaultInjection, order: Order | None = None, *, trace: bool = False) -> ScenarioResult:
        states = occupied(self.present, self.ground, injected)
        if order is not None:
            for rank, node in enumerate(sorted(states, key=lambda node: (order(node), node.rank))):
                node.rank = rank
        node_fit = self._node_fit(states)
        played = self._played(list(states), node_fit, trace=trace)
        node_fit.restore()
        return played

    def play_bad_everywhere(self, injected: FaultInjection) -> ScenarioResult:
        """The rollout when no new pod ever gets ready; whether it finds room makes no difference then."""
        everywhere = frozenset(node.name for node in self.ground.nodes)
        nodes = list(occupied(self.present, self.ground, FaultInjection(injected.unready, everywhere)))
        return self._played(nodes, UnlimitedFit(), trace=False)

    def _played(self, nodes: Sequence[DaemonNode], node_fit: NodeFit, *, trace: bool) -> ScenarioResult:
        down = frozenset(node.name for node in nodes if not node.available)
        release = self.ground.release
        unbound = not release.has(CONTROLLER_BINDS)
        course = Simulation(nodes, self.strategy, release, node_fit, unbound=unbound, trace=trace).run()
        return ScenarioResult(course, nodes, down)

    def with_budget(self, nodes: int) -> Scenario:
        """The same with another maxUnavailable, or maxSurge where it surges."""
        strategy = self.strategy
        if strategy.counts(len(self.ground.nodes)).surge:
            return replace(self, strategy=strategy._replace(max_surge=nodes))
        return replace(self, strategy=strategy._replace(max_unavailable=nodes))

    def obstacles(self, injected: FaultInjection) -> dict[str, tuple[Reason, ...]]:
        """Nodes on which a new pod would not get ready, with the reasons why it has no room; () for broken ones.

        Surging, the room is what the present pods leave; else what is there once they are gone. Of nodes that should
        not run the pod, those on which the controller would still surge.
        """
        states = occupied(self.present, self.ground, injected)
        node_fit = self._node_fit(states)
        surging = self.strategy.counts(sum(node.should_run for node in states)).surge > 0
        everywhere = surging and not self.ground.release.has(SURGE_HEEDS_ELIGIBILITY)
        found: dict[str, tuple[Reason, ...]] = {}
        for node in states:
            if not (node.should_run or (everywhere and node.should_continue)):
                continue
            reasons = node_fit.refusal(node, beside_present=surging)
            if reasons or node.broken:
                found[node.name] = reasons
        node_fit.restore()
        return found

    def _node_fit(self, states: Occupied) -> SchedulerFit:
        node_fit = self._empty_room()
        settle(states, node_fit)
        return node_fit

    def _empty_room(self) -> SchedulerFit:
        if self.ground.release.has(CONTROLLER_BINDS):
            return ControllerFit(self.snapshot, self.new, self.daemonset)
        return SchedulerFit(self.snapshot, self.new)

    @property
    def rolls(self) -> bool:
        """Whether there is an old pod that the strategy replaces."""
        return self.strategy.rolls and any(not item.new for item in self.present)

    @property
    def local(self) -> bool:
        return self._empty_room().local
