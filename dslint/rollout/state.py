"""The nodes and pods of one DaemonSet during a rollout, and the steps of its trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from dslint.plans import Reason, StateChange, Step

FAILED = "Failed"
SUCCEEDED = "Succeeded"
RUNNING = "Running"


@dataclass(slots=True, eq=False)
class DaemonPod:
    """One pod. No time passes within a turn, so a ready pod is available.

    `age` orders pods by creation, the oldest lowest. `evicted` marks a pod that is to be deleted, but not by the
    DaemonSet controller.
    """

    new: bool
    age: int
    ready: bool = False
    bound: bool = False
    terminating: bool = False
    evicted: bool = False
    phase: str = RUNNING

    @property
    def ended(self) -> bool:
        return self.phase in (FAILED, SUCCEEDED)

    def __str__(self) -> str:
        revision = "new" if self.new else "old"
        state = "pending" if not self.bound else "ready" if self.ready else "unready"
        return f"{revision} {state}{' terminating' if self.terminating else ''}"


class Role(Enum):
    """What a rolling update may do on a node."""

    FREE = "its old pod is deleted at once"
    CANDIDATE = "its old pod is replaced within the budget"
    DOUBLED = "it gets a new pod beside the old one at once"
    NOT_WANTED = "its old pod is deleted when enough others are available"

    # Roles are keys where the controller counts: Enum's own hash is of the name, and slow.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Weight:
    """What a node adds to the counts of a rolling update, and its role."""

    unavailable: int = 0
    surging: int = 0
    available: int = 0
    role: Role | None = None


@dataclass(slots=True, eq=False)
class DaemonNode:
    """One node as the DaemonSet controller sees it.

    `broken`: a new pod never gets ready there; `hindrance` is why, where the node itself is the cause. `silent`: its
    kubelet does not answer, so nothing starts or ends there. `not_ready`: its kubelet works, and the node may heal.
    `served`: it had a pod before the update, or should have had one. `weight` is None before the node is counted.
    `rank` orders candidates.
    """

    name: str
    should_run: bool
    should_continue: bool
    broken: bool = False
    silent: bool = False
    not_ready: bool = False
    hindrance: Reason | None = None
    served: bool = False
    pods: list[DaemonPod] = field(default_factory=list)
    weight: Weight | None = None
    rank: int = 0

    def live(self, *, new: bool) -> list[DaemonPod]:
        """Pods of the one template or the other that are not being deleted."""
        return [pod for pod in self.pods if pod.new is new and not pod.terminating]

    @property
    def available(self) -> bool:
        return any(pod.ready and not pod.terminating for pod in self.pods)

    @property
    def updated(self) -> bool:
        return any(pod.new for pod in self.pods)

    @property
    def done(self) -> bool:
        """Whether the node has one pod, new and ready, or no old pod if it should not run any."""
        if not self.should_run:
            return not any(not pod.new for pod in self.pods)
        return len(self.pods) == 1 and self.pods[0].new and self.pods[0].ready


MOST_NAMED = 500
"""With more nodes, a step has numbers, and the nodes that change."""

START = "start"
"""Before the first turn."""


class Counts(NamedTuple):
    """What the controller counts: nodes that a turn begins to replace, nodes that are down, and the used budget."""

    begun: int
    unavailable: int
    taken: int


class Steps:
    """The steps of one rollout. `touch` is called for each node whose pods change: a step costs what it changes."""

    def __init__(self, nodes: Sequence[DaemonNode]) -> None:
        self._nodes = nodes
        self._few = len(nodes) <= MOST_NAMED
        self._place = {} if self._few else {node: place for place, node in enumerate(nodes)}
        self._states = {} if self._few else {node: _states(node) for node in nodes}
        self._numbers = Counter(state for states in self._states.values() for state in states)
        self._touched: dict[DaemonNode, None] = {}

    def touch(self, node: DaemonNode) -> None:
        self._touched[node] = None

    def start(self, counts: Counts) -> Step:
        """Above 500 nodes, its changes are all pods that are there."""
        step = self.after(START, counts)
        if self._few:
            return step
        there = ((node.name, states) for node, states in self._states.items() if states)
        return step._replace(changes=tuple(StateChange(name, None, ", ".join(states)) for name, states in there))

    def after(self, turn: str, counts: Counts) -> Step:
        if self._few:
            return Step(turn, _by_state(self._nodes), **counts._asdict())
        changes = tuple(self._changes())
        numbers = {state: number for state, number in sorted(self._numbers.items()) if number}
        return Step(turn, counts=numbers, changes=changes, **counts._asdict())

    def _changes(self) -> Iterable[StateChange]:
        """The nodes that changed since the last step, in the order of nodes."""
        for node in sorted(self._touched, key=self._place.__getitem__):
            before, now = self._states[node], _states(node)
            if before != now:
                self._states[node] = now
                self._numbers.subtract(before)
                self._numbers.update(now)
                yield StateChange(node.name, ", ".join(before) or None, ", ".join(now) or None)
        self._touched.clear()


def _states(node: DaemonNode) -> tuple[str, ...]:
    return tuple(sorted(map(str, node.pods)))


def _by_state(nodes: Iterable[DaemonNode]) -> dict[str, tuple[str, ...]]:
    """Node names by the state of their pods; a name comes twice if its node has two such pods."""
    states: dict[str, list[str]] = {}
    for node in nodes:
        for pod in node.pods:
            states.setdefault(str(pod), []).append(node.name)
    return {state: tuple(states[state]) for state in sorted(states)}
