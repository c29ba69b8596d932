"""The trace of a rollout: after each turn, the nodes by the state of their pods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dslint.plans import StateChange, Step
from dslint.rollout.state import DaemonNode

MOST_NAMED = 500
"""With more nodes, a step has numbers, and the nodes that change."""


class Steps:
    """The steps of one rollout, from the state of the nodes before it."""

    def __init__(self, nodes: Sequence[DaemonNode]) -> None:
        self._nodes = nodes
        self._before = _states(nodes) if len(nodes) > MOST_NAMED else {}

    def after(self, turn: str) -> Step:
        if len(self._nodes) <= MOST_NAMED:
            return Step(turn, _by_state(self._nodes))
        before, now = self._before, _states(self._nodes)
        self._before = now
        counts = Counter(str(pod) for node in self._nodes for pod in node.pods)
        changed = (StateChange(name, before[name], state) for name, state in now.items() if before[name] != state)
        return Step(turn, counts=dict(sorted(counts.items())), changes=tuple(changed))


def _states(nodes: Iterable[DaemonNode]) -> dict[str, str | None]:
    return {node.name: ", ".join(sorted(map(str, node.pods))) or None for node in nodes}


def _by_state(nodes: Iterable[DaemonNode]) -> dict[str, tuple[str, ...]]:
    """Node names by the state of their pods; a name comes twice if its node has two such pods."""
    states: dict[str, list[str]] = {}
    for node in nodes:
        for pod in node.pods:
            states.setdefault(str(pod), []).append(node.name)
    return {state: tuple(states[state]) for state in sorted(states)}
