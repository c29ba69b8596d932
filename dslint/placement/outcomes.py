"""What became of workloads, node by node, and the groups that a plan shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dslint.kubernetes.pods import Pod
from dslint.placement.creation_order import CreationOrderBounds
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision
from dslint.placement.preemption import Eviction
from dslint.placement.snapshot import Snapshot
from dslint.plans import Placement, Reason, State


@dataclass(slots=True, eq=False)
class Outcome:
    """What became of a workload on one node. `pod` is the one that stands there.

    A pending outcome with `evicted` waits for its victims to go (behaviours.TRIES_AGAIN_AT_ONCE).
    """

    state: State
    reasons: tuple[Reason, ...] = ()
    evicted: tuple[Eviction, ...] = ()
    pod: Pod | None = None


@dataclass(slots=True, eq=False)
class DaemonSetPlacement:
    """A DaemonSet on the cluster. `outcomes` are by node name, `decisions` stand in the order of the nodes.

    `company` counts the pods that its pods wanted near them when they were last tried; `chance` is there where the
    order decides which of them are bound.
    """

    daemonset: DaemonSet
    pod: Pod
    snapshot: Snapshot
    decisions: list[Decision]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    company: tuple[int, ...] = ()
    chance: CreationOrderBounds | None = None

    @property
    def desired(self) -> int:
        return sum(decision.should_run for decision in self.decisions)

    def count(self, state: State) -> int:
        return sum(outcome.state is state for outcome in self.outcomes.values())

    def summary(self) -> dict[str, int]:
        return {"desired": self.desired, "bound": self.count(State.BOUND), "pending": self.count(State.PENDING)}

    def placements(self) -> tuple[Placement, ...]:
        """Nodes with the same answer for the same reasons as one group, in the order of the nodes."""
        return grouped((node.name, self.outcomes[node.name]) for node in self.snapshot.nodes)


@dataclass(slots=True, eq=False)
class PodPlacement:
    """A plain Pod on the cluster: the node that wins, the nodes that tie, or every reason against each node.

    `outcomes` leaves out the nodes that fit and score less; `scores` has the totals of all that fit. `bound` is the
    pod where this run put it, None while it is pending. `chance` says what is drawn by lot.
    """

    pod: Pod
    snapshot: Snapshot
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    bound: Pod | None = None
    company: tuple[int, ...] = ()
    chance: str = ""

    def summary(self) -> dict[str, int]:
        return {"desired": 1, "bound": int(self.bound is not None), "pending": int(self.bound is None)}

    def placements(self) -> tuple[Placement, ...]:
        named = (node.name for node in self.snapshot.nodes if node.name in self.outcomes)
        return grouped((name, self.outcomes[name]) for name in named)


def grouped(outcomes: Iterable[tuple[str, Outcome]]) -> tuple[Placement, ...]:
    """Outcomes by node name -> Placement groups, in the order of first appearance."""
    groups: dict[tuple[State, tuple[Reason, ...], tuple[int, ...]], list[str]] = {}
    victims = {}
    for name, outcome in outcomes:
        key = (outcome.state, outcome.reasons, tuple(id(eviction.pod) for eviction in outcome.evicted))
        groups.setdefault(key, []).append(name)
        victims[key] = tuple(eviction.to_victim() for eviction in outcome.evicted)
    return tuple(Placement(key[0], tuple(names), key[1], evicts=victims[key]) for key, names in groups.items())
