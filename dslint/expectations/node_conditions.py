"""Conditions on which nodes run a workload, and how many."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import msgspec

from dslint.expectations.expectation_subject import (
    RUNS,
    WANTS,
    ExpectationSubject,
    Said,
    Verdict,
    amount,
    counted,
    listed,
)
from dslint.findings import FieldPath
from dslint.inventory.compact_types import Match
from dslint.inventory.selected_nodes import Selection
from dslint.plans import State

HOLDS: Mapping[str, Callable[[int, Fraction], bool]] = {"min": operator.ge, "max": operator.le, "exactly": operator.eq}
STAYS = WANTS | {State.MISSCHEDULED}


def must_run_on(subject: ExpectationSubject, selected: Any) -> Verdict:
    """Every matching node runs the pod; a node with a pending pod does not."""
    runs = set(subject.names(RUNS))
    meant = _meant(subject, selected)
    missing = [name for name in meant if name not in runs]
    if not meant:
        return Verdict(passed=False, message="matches no node of the inventory")
    if not missing:
        return Verdict(passed=True, message=f"runs on all {counted(len(meant), 'matching node')}")
    why = _reasons(subject)
    shown = [f"{name} ({why[name]})" if why.get(name) else name for name in missing]
    return Verdict(passed=False, message=f"does not run on {len(missing)} of {counted(len(meant))}: {listed(shown)}")


def must_not_run_on(subject: ExpectationSubject, selected: Any) -> Verdict:
    """No matching node runs the pod, should run it, or keeps an old one."""
    there = set(subject.names(STAYS))
    meant = _meant(subject, selected)
    wrong = [name for name in meant if name in there]
    if not wrong:
        return Verdict(passed=True, message=f"runs on none of {counted(len(meant), 'matching node')}")
    return Verdict(passed=False, message=f"runs on {len(wrong)} of {counted(len(meant))}: {listed(wrong)}")


def desired(subject: ExpectationSubject, said: Said) -> Verdict:
    return _counted(subject, said, "desired", WANTS)


def bound(subject: ExpectationSubject, said: Said) -> Verdict:
    return _counted(subject, said, "bound", RUNS)


def pending(subject: ExpectationSubject, said: Said) -> Verdict:
    return _counted(subject, said, "pending", frozenset({State.PENDING}))


def _counted(subject: ExpectationSubject, said: Said, what: str, states: frozenset[State]) -> Verdict:
    """A count with `min`, `max` and `exactly`; `of` selects the nodes that are counted."""
    meant = _meant(subject, said.get("of", "*"))
    count = len(set(meant) & set(subject.names(states)))
    wrong = [
        f"{word} {said[word]}"
        for word, holds in HOLDS.items()
        if word in said and not holds(count, amount(said[word], len(meant)))
    ]
    figures = f"{what} {count} of {counted(len(meant))}"
    return Verdict(not wrong, f"{figures}; expected {' and '.join(wrong)}" if wrong else figures)


def same_placement(subject: ExpectationSubject, others: Mapping[str, ExpectationSubject]) -> Verdict:
    """Every node has the same state in all versions."""
    mine = _answers(subject)
    for version, other in others.items():
        theirs = _answers(other)
        differ = [name for name in mine if mine[name] != theirs.get(name)]
        if differ:
            name = differ[0]
            said = f"{name} is {mine[name]} in {subject.version} and {theirs.get(name, 'missing')} in {version}"
            more = f" (and {len(differ) - 1} more)" if len(differ) > 1 else ""
            return Verdict(passed=False, message=f"{said}{more}")
    return Verdict(passed=True, message=f"same placement in {', '.join([subject.version, *others])}")


def _answers(subject: ExpectationSubject) -> dict[str, str]:
    return {name: group.state.value for group in subject.plan.placement for name in group.nodes}


def selections(conditions: Mapping[str, Any]) -> Iterator[tuple[FieldPath, Any]]:
    """What the conditions of a file say of nodes, each with its path."""
    for name, said in conditions.items():
        if name in ("mustRunOn", "mustNotRunOn"):
            yield (name,), said
        elif name in ("desired", "bound", "pending") and "of" in said:
            yield (name, "of"), said["of"]


def selection_of(selected: Any) -> Selection:
    """Raises SelectorError."""
    on: str | list[str] | Match = msgspec.convert(selected, str | list[str] | Match)
    return Selection.of(on)


def _meant(subject: ExpectationSubject, selected: Any) -> list[str]:
    nodes = subject.cluster.nodes
    return [nodes[index].name for index in selection_of(selected).indices(nodes)]


def _reasons(subject: ExpectationSubject) -> dict[str, str]:
    """The first reason of each node that does not run the pod."""
    return {
        name: group.reasons[0].message
        for group in subject.plan.placement
        if group.reasons and group.state not in RUNS
        for name in group.nodes
    }
