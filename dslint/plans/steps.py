"""The steps of a rollout: the nodes by the state of their pods, after each turn."""

from __future__ import annotations

from typing import NamedTuple

from dslint.findings import json_keys


@json_keys("node", "before", "after", renamed={"before": "from", "after": "to"})
class StateChange(NamedTuple):
    """The state of a node's pods before and after a turn: `old ready`, `new unready, old ready`; None without a pod."""

    node: str
    before: str | None
    after: str | None


@json_keys(
    *("after", "states", "counts", "changes", "begun", "unavailable", "taken"),
    optional=("states", "counts", "changes"),
)
class Step(NamedTuple):
    """The nodes by the state of their pod, after one turn: `old ready`, `new pending`, `old ready terminating` …

    With many nodes, `counts` and `changes` stand in for `states`, so that a long rollout stays readable. `begun` are
    the nodes that the turn begins to replace, a wave; `unavailable` those that had a pod, should have one, and have no
    available pod; `taken` is how much of the budget is used.
    """

    after: str
    states: dict[str, tuple[str, ...]] | None = None
    counts: dict[str, int] | None = None
    changes: tuple[StateChange, ...] | None = None
    begun: int = 0
    unavailable: int = 0
    taken: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """The number of nodes in each state."""
        if self.counts is not None:
            return self.counts
        return {state: len(nodes) for state, nodes in (self.states or {}).items()}
