"""The result of placing a workload, node by node."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision
from dslint.placement.snapshot import Snapshot
from dslint.plans import Reason, State

if TYPE_CHECKING:
    from dslint.placement.creation_order import CreationOrderBounds
    from dslint.placement.preemption import Eviction


WaitsFor = frozenset[tuple[str, bool]]
"""Of pending pods: the plugins that rejected them, and whether they have reasons; those without were just created."""


@dataclass(slots=True, eq=False)
class Outcome:
    """The result for one node. `pod` is the pod on it, `evicted` the pods that had to go for it.

    `plugin` is the scheduler's plugin that rejected a pending pod.
    """

    state: State
    reasons: tuple[Reason, ...] = ()
    evicted: tuple[Eviction, ...] = ()
    pod: Pod | None = None
    plugin: str = ""


@dataclass(slots=True, eq=False)
class DaemonSetPlacement:
    """A DaemonSet on the cluster. `outcomes` is by node name, `decisions` in the order of the nodes.

    `order_bounds` is set where the order in which the pods are created decides which of them are bound. `waits_for` is
    None until somebody asks.
    """

    daemonset: DaemonSet
    pod: Pod
    snapshot: Snapshot
    decisions: list[Decision]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    order_bounds: CreationOrderBounds | None = None
    waits_for: WaitsFor | None = None

    def change(self, node: str, outcome: Outcome) -> None:
        """Another outcome for a node, once the DaemonSet is placed."""
        self.outcomes[node] = outcome
        self.waits_for = None

    @property
    def desired(self) -> int:
        return sum(decision.should_run for decision in self.decisions)

    def count(self, state: State) -> int:
        """The number of nodes in that state."""
        return sum(outcome.state is state for outcome in self.outcomes.values())


@dataclass(slots=True, eq=False)
class PodPlacement:
    """A plain Pod on the cluster: the node that wins, the nodes that tie, or every reason against each node.

    `outcomes` leaves out the nodes that fit and score less; `scores` has the totals of all that fit. `bound` is the
    pod on its node, None while it is pending. `note` says why the scheduler may bind it elsewhere.
    """

    pod: Pod
    snapshot: Snapshot
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    bound: Pod | None = None
    note: str = ""
    waits_for: WaitsFor | None = None
