"""Conditions on which nodes run a workload, and how many."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import msgspec

from dslint.expectations.expectation_subject import (
    ExpectationSubject,
    Expected,
    Verdict,
    amount,
    counted,
    listed,
)
from dslint.findings import FieldPath
from dslint.inventory.compact_types import Match
from dslint.inventory.selected_nodes import Selection
from dslint.plans import RUNS, WANTS, State

HOLDS: Mapping[str, Callable[[int, Fraction], bool]] = {"min": operator.ge, "max": operator.le, "exactly": operator.eq}
STAYS = WANTS | {State.MISSCHEDULED}


def must_run_on(subject: ExpectationSubject, selected: Any) -> Verdict:
    """Every matching node runs the pod; a node with a pending pod does not."""
    runs = set(subject.names(RUNS))
    matching = _matching_nodes(subject, selected)
    missing = [name for name in matching if name not in runs]
    if not matching:
        return Verdict(passed=False, message="matches no node of the inventory")
    if not missing:
        return Verdict(passed=True, message=f"runs on all {counted(len(matching), 'matching node')}")
    why = _reasons(subject)
    shown = [f"{name} ({why[name]})" if why.get(name) else name for name in missing]
    return Verdict(passed=False, message=f"does not run on {len(missing)} of {counted(len(matching))}: {listed(shown)}")


def must_not_run_on(subject: ExpectationSubject, selected: Any) -> Verdict:
    """No matching node runs the pod, should run it, or keeps an old one."""
    there = set(subject.names(STAYS))
    matching = _matching_nodes(subject, selected)
    violations = [name for name in matching if name in there]
    if not violations:
        return Verdict(passed=True, message=f"runs on none of {counted(len(matching), 'matching node')}")
    return Verdict(passed=False, message=f"runs on {len(violations)} of {counted(len(matching))}: {listed(violations)}")


def desired(subject: ExpectationSubject, expected: Expected) -> Verdict:
    return _counted(subject, expected, "desired", WANTS)


def bound(subject: ExpectationSubject, expected: Expected) -> Verdict:
    return _counted(subject, expected, "bound", RUNS)


def pending(subject: ExpectationSubject, expected: Expected) -> Verdict:
    return _counted(subject, expected, "pending", frozenset({State.PENDING}))


def _counted(subject: ExpectationSubject, expected: Expected, what: str, states: frozenset[State]) -> Verdict:
    """A count with `min`, `max` and `exactly`; `of` selects the nodes that are counted."""
    matching = _matching_nodes(subject, expected.get("of", "*"))
    count = len(set(matching) & set(subject.names(states)))
    violations = [
        f"{word} {expected[word]}"
        for word, holds in HOLDS.items()
        if word in expected and not holds(count, amount(expected[word], len(matching)))
    ]
    figures = f"{what} {count} of {counted(len(matching))}"
    return Verdict(not violations, f"{figures}; expected {' and '.join(violations)}" if violations else figures)


def same_placement(subject: ExpectationSubject, others: Mapping[str, ExpectationSubject]) -> Verdict:
    """Every node has the same state in all versions."""
    own = _answers(subject)
    for version, other in others.items():
        theirs = _answers(other)
        differ = [name for name in own if own[name] != theirs.get(name)]
        if differ:
            name = differ[0]
            difference = f"{name} is {own[name]} in {subject.version} and {theirs.get(name, 'missing')} in {version}"
            more = f" (and {len(differ) - 1} more)" if len(differ) > 1 else ""
            return Verdict(passed=False, message=f"{difference}{more}")
    return Verdict(passed=True, message=f"same placement in {', '.join([subject.version, *others])}")


def _answers(subject: ExpectationSubject) -> dict[str, str]:
    return {name: group.state.value for group in subject.plan.placement for name in group.nodes}


def selections(conditions: Mapping[str, Any]) -> Iterator[tuple[FieldPath, Any]]:
    """The node selections in the conditions of a file, each with its path."""
    for name, expected in conditions.items():
        if name in ("mustRunOn", "mustNotRunOn"):
            yield (name,), expected
        elif name in ("desired", "bound", "pending") and "of" in expected:
            yield (name, "of"), expected["of"]


def selection_of(selected: Any) -> Selection:
    """Raises SelectorError."""
    on: str | list[str] | Match = msgspec.convert(selected, str | list[str] | Match)
    return Selection.of(on)


def _matching_nodes(subject: ExpectationSubject, selected: Any) -> list[str]:
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
