"""Nodes with the same answer for the same reasons become one group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dslint.plans import Placement, Reason, State, Victim

Reasons = tuple[Reason, ...]

ORDER = {state: place for place, state in enumerate(State)}
"""Groups stand in this order: first where the pod runs, then where it does not."""


class Answer(NamedTuple):
    """What becomes of a workload on one node, and what else holds there."""

    node: str
    state: State
    reasons: Reasons = ()
    notes: Reasons = ()
    evicts: tuple[Victim, ...] = ()


class _Group:
    __slots__ = ("answer", "evicts", "nodes")

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.nodes: list[str] = []
        self.evicts: list[Victim] = []

    def placement(self) -> Placement:
        state, reasons, notes = self.answer.state, self.answer.reasons, self.answer.notes
        return Placement(state, tuple(self.nodes), reasons, tuple(self.evicts), notes)


def grouped(answers: Iterable[Answer]) -> tuple[Placement, ...]:
    """Groups by state, then by the first of their nodes. The victims of a group are those of all its nodes."""
    groups: dict[tuple[State, Reasons, Reasons, bool], _Group] = {}
    # Most nodes share the very same tuples: those are told apart without looking into the reasons.
    by_identity: dict[tuple[State, int, int, bool], _Group] = {}
    for answer in answers:
        identity = (answer.state, id(answer.reasons), id(answer.notes), bool(answer.evicts))
        group = by_identity.get(identity)
        if group is None:
            key = (answer.state, answer.reasons, answer.notes, bool(answer.evicts))
            # The group keeps the tuples alive, so that an identity stands for one of them only.
            group = groups.setdefault(key, _Group(answer))
            if group.answer.reasons is answer.reasons and group.answer.notes is answer.notes:
                by_identity[identity] = group
        group.nodes.append(answer.node)
        group.evicts.extend(answer.evicts)
    return tuple(sorted((group.placement() for group in groups.values()), key=lambda group: ORDER[group.state]))
