"""A rollout simulated on a snapshot, in the order of names or in another one; the snapshot is restored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import DaemonSet
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import controller_binds, strategy_of
from dslint.plans import Reason
from dslint.rollout.behaviours import SURGE_HEEDS_ELIGIBILITY
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import (
    AdmissionOf,
    ExistingPod,
    FaultInjection,
    NodePods,
    NodesAndDecisions,
    add_existing,
    daemon_nodes,
)
from dslint.rollout.node_fit import StrategyFit, UnlimitedFit
from dslint.rollout.pod_states import NodeFit
from dslint.rollout.simulation import Course, Simulation
from dslint.rollout.state import DaemonNode

Order = Callable[[DaemonNode], int]
"""Candidates with a lower number come first; among equals, names decide."""


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """The course of a rollout, and the nodes at its end. `down_before` names those that had no available pod before."""

    course: Course
    nodes: Sequence[DaemonNode]
    down_before: frozenset[str]

    @property
    def updated(self) -> int:
        return sum(node.updated for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Scenario:
    """All that decides a rollout.

    `snapshot` holds all pods but this DaemonSet's; `existing` are those. `new` is its new pod after admission.
    `admission` is None where the API server accepts every new pod.
    """

    daemonset: DaemonSet
    existing: Sequence[ExistingPod]
    context: NodesAndDecisions
    strategy: Strategy
    snapshot: Snapshot
    new: Pod
    admission: AdmissionOf | None = None

    def play(self, injected: FaultInjection, order: Order | None = None, *, trace: bool = False) -> ScenarioResult:
        """The rollout with candidates in this order, by default the order of names."""
        nodes = daemon_nodes(self.existing, self.context, injected)
        if order is not None:
            for rank, node in enumerate(sorted(nodes, key=lambda node: (order(node), node.rank))):
                node.rank = rank
        node_fit = self._node_fit(nodes)
        result = self._simulate(nodes, node_fit, trace=trace)
        node_fit.restore()
        return result

    def play_bad_everywhere(self, injected: FaultInjection) -> ScenarioResult:
        """The rollout if no new pod ever gets ready; it makes no difference then whether it fits."""
        everywhere = frozenset(node.name for node in self.context.nodes)
        nodes = daemon_nodes(self.existing, self.context, FaultInjection(injected.unready, everywhere))
        return self._simulate(nodes, UnlimitedFit(), trace=False)

    def _simulate(self, pods: NodePods, node_fit: NodeFit, *, trace: bool) -> ScenarioResult:
        nodes = list(pods)
        down = frozenset(node.name for node in nodes if not node.available)
        release = self.context.release
        simulation = Simulation(
            nodes,
            self.strategy,
            release,
            node_fit,
            admission=None if self.admission is None else self.admission(pods),
            unbound=not controller_binds(release),
            trace=trace,
        )
        return ScenarioResult(simulation.run(), nodes, down)

    def with_budget(self, nodes: int) -> Scenario:
        """The same scenario with another maxUnavailable, or maxSurge where it surges."""
        strategy = self.strategy
        if strategy.counts(len(self.context.nodes)).surge:
            return replace(self, strategy=strategy._replace(max_surge=nodes))
        return replace(self, strategy=strategy._replace(max_unavailable=nodes))

    def obstacles(self, injected: FaultInjection) -> dict[str, tuple[Reason, ...]]:
        """Nodes on which a new pod would not get ready, with the reasons why it does not fit; () for broken nodes.

        A surging pod must fit beside the existing pods, any other one once they are gone. Nodes that should not run the
        pod are included if the controller would still surge on them.
        """
        nodes = daemon_nodes(self.existing, self.context, injected)
        node_fit = self._node_fit(nodes)
        surging = self.strategy.counts(sum(node.should_run for node in nodes)).surge > 0
        everywhere = surging and not self.context.release.has(SURGE_HEEDS_ELIGIBILITY)
        found: dict[str, tuple[Reason, ...]] = {}
        for node in nodes:
            if not (node.should_run or (everywhere and node.should_continue)):
                continue
            reasons = node_fit.reasons_against(node, beside_existing=surging)
            if reasons or node.broken:
                found[node.name] = reasons
        node_fit.restore()
        return found

    def _node_fit(self, nodes: NodePods) -> StrategyFit:
        node_fit = StrategyFit(self.snapshot, strategy_of(self.daemonset, self.new, self.snapshot))
        node_fit.local = self.local
        add_existing(nodes, node_fit)
        if self._kept_apart:
            # Which filters take part is decided when they are prepared: by the pods that are there.
            node_fit.strategy = strategy_of(self.daemonset, self.new, self.snapshot)
        return node_fit

    @property
    def rolls(self) -> bool:
        """Whether there is an old pod that the strategy replaces."""
        return self.strategy.rolls and any(not item.new for item in self.existing)

    @property
    def local(self) -> bool:
        """Whether the DaemonSet's pods on other nodes, of either template, change nothing for one of them."""
        return not self._kept_apart and strategy_of(self.daemonset, self.new, self.snapshot).independent

    @property
    def _kept_apart(self) -> bool:
        """Whether existing pods keep new ones away."""
        return any(item.pod.spec.required_anti_affinity for item in self.existing)
