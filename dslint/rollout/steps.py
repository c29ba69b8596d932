"""The steps of a rollout: after each turn, the nodes by the state of their pods, and what the controller counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dslint.plans import StateChange, Step
from dslint.rollout.state import DaemonNode

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
