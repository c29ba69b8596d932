"""Evaluates expectations against a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.expectations import node_conditions
from dslint.expectations.conditions import CONDITIONS
from dslint.expectations.default_expectations import REMOVAL_AT_ONCE, default_expectations
from dslint.expectations.expectation_subject import ExpectationSubject, Verdict
from dslint.expectations.file import Expectations, Wanted
from dslint.plans import Expectation

CODE = "DS810"


def evaluate(expectations: Expectations, subjects: Sequence[ExpectationSubject]) -> Iterator[Expectation]:
    """Each expectation of a file for each workload that it selects, and the default ones if the file wants them."""
    yield from evaluate_defaults(expectations, subjects)
    for wanted in expectations.wanted:
        matching = [subject for subject in subjects if wanted.is_about(subject.called)]
        if not matching:
            yield Expectation(wanted.name, passed=False, message=f"no workload matches {wanted.workload}", code=CODE)
        for subject in matching[:1] if wanted.of_plan else matching:
            passed, message = _all_of(list(_verdicts(wanted, subject)))
            yield Expectation(wanted.name, passed, message, "" if wanted.of_plan else subject.called, CODE)


def evaluate_defaults(expectations: Expectations, subjects: Sequence[ExpectationSubject]) -> Iterator[Expectation]:
    """The default ones, if the file wants them; what it says of removals replaces the default that is about them."""
    for subject in subjects if expectations.defaults else ():
        spoken = expectations.conditions_on(subject.called)
        for expectation in default_expectations(subject):
            if expectation.code != REMOVAL_AT_ONCE or spoken.isdisjoint(("removed", "removedAtOnce")):
                yield expectation


def _all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Passes if all pass. The message has the failures, or all messages if there are none."""
    failed = [verdict.message for verdict in verdicts if not verdict.passed]
    return Verdict(not failed, "; ".join(failed or [verdict.message for verdict in verdicts]))


def _verdicts(wanted: Wanted, subject: ExpectationSubject) -> Iterator[Verdict]:
    if wanted.what_if is not None:
        yield from _in_another_plan(
            f"what if {wanted.what_if}", subject.again(what_if=wanted.what_if), wanted.conditions
        )
        return
    others = {version: subject.again(kubernetes_version=version) for version in wanted.versions}
    for version, other in others.items():
        yield from _in_another_plan(f"in {version}", other, wanted.conditions)
    if wanted.same_placement:
        yield node_conditions.same_placement(subject, {version: other for version, other in others.items() if other})
    if wanted.rollback is not None:
        yield from _rollback(wanted.rollback, subject)
    if not others:
        yield from _of_conditions(subject, wanted.conditions)


def _in_another_plan(where: str, other: ExpectationSubject | None, conditions: Mapping[str, Any]) -> Iterator[Verdict]:
    if other is None:
        yield Verdict(passed=False, message=f"{where}: cannot be planned")
        return
    for verdict in _of_conditions(other, conditions):
        yield verdict._replace(message=f"{where}: {verdict.message}")


def _rollback(expected: Mapping[str, Any], subject: ExpectationSubject) -> Iterator[Verdict]:
    number = expected.get("toRevision", 0)
    conditions = {name: expected[name] for name in CONDITIONS if name in expected}
    where = f"back to revision {number}" if number else "back to the previous revision"
    yield from _in_another_plan(where, subject.again(to_revision=number), conditions)


def _of_conditions(subject: ExpectationSubject, conditions: Mapping[str, Any]) -> Iterator[Verdict]:
    if subject.plan.rejected:
        yield Verdict(passed=False, message=f"rejected by the API server: {subject.plan.rejected[0].message}")
        return
    for name, expected in conditions.items():
        yield CONDITIONS[name](subject, expected)
