"""Nodes with the same answer for the same reasons become one group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dslint.plans import Placement, Reason, State, Victim

Reasons = tuple[Reason, ...]

ORDER = {
    state: place
    for place, state in enumerate(
        (State.BOUND, State.CANDIDATE, State.PENDING, State.MISSCHEDULED, State.REMOVED, State.EXCLUDED)
    )
}
"""Groups stand in this order: where the pod runs first, then where that changes, then where it does not."""


class NodeOutcome(NamedTuple):
    """What becomes of a workload on a node, and what else holds there. Nodes alike may share one."""

    state: State
    reasons: Reasons = ()
    notes: Reasons = ()
    evicts: tuple[Victim, ...] = ()

    @property
    def kind(self) -> tuple[State, Reasons, Reasons, bool]:
        """Nodes of one kind are one group; the victims of a group are those of all its nodes."""
        return (self.state, self.reasons, self.notes, bool(self.evicts))


def grouped(answers: Iterable[tuple[str, NodeOutcome]]) -> tuple[Placement, ...]:
    """Answers by node name. Groups stand by state, then by the first of their nodes."""
    shared: dict[int, tuple[NodeOutcome, list[str]]] = {}
    for node, answer in answers:
        known = shared.get(id(answer))
        if known is None:
            known = shared[id(answer)] = (answer, [])
        known[1].append(node)
    kinds: dict[object, list[tuple[NodeOutcome, list[str]]]] = {}
    for answer, nodes in shared.values():
        kinds.setdefault(answer.kind, []).append((answer, nodes))
    return tuple(sorted(map(_placement, kinds.values()), key=lambda group: ORDER[group.state]))


def _placement(alike: list[tuple[NodeOutcome, list[str]]]) -> Placement:
    first = alike[0][0]
    return Placement(
        first.state,
        tuple(name for _, names in alike for name in names),
        first.reasons,
        tuple(victim for answer, _ in alike for victim in answer.evicts),
        first.notes,
    )
