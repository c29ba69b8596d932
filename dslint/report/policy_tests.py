"""The text of a run of policy tests: the cases that failed, and what no case has seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dslint.report.wording import marked_lines, plural

if TYPE_CHECKING:
    from dslint.policy_tests.results import CaseResult, PolicyTestReport


def lines(report: PolicyTestReport, *, everything: bool = False) -> Iterator[str]:
    """With `everything`, also the cases that passed."""
    for problem in report.problems:
        first, *marked = marked_lines(problem)
        yield from (first, *(f"  {line}" for line in marked))
    for case in report.cases:
        if everything or not case.passed:
            yield _line(case)
    for one in report.gaps:
        place = f"{one.place}: " if one.place else ""
        yield f"{place}{one.policy}: spec.validations[{one.number}] {one.gap}: {one.expression}"
    yield _summary(report)


def _line(case: CaseResult) -> str:
    policy = f", policy {case.case.policy}" if case.case.policy else ""
    subject = f"{case.case.place}: {case.test}: {case.resource}{policy}"
    if case.passed:
        return f"{subject}: {case.answer}, as expected"
    if case.unchecked:
        return f"{subject}: could not be checked: {case.unchecked}"
    wording = f" with {case.case.message!r}" if case.case.message else ""
    return f"{subject}: expected {case.case.expected.value}{wording}, but {case.answer}"


def _summary(report: PolicyTestReport) -> str:
    parts = [f"{plural(len(report.cases), 'case')}, {sum(case.failed for case in report.cases)} failed"]
    if report.unchecked:
        parts.append(f"{report.unchecked} could not be checked")
    if report.problems:
        parts.append(f"{plural(len(report.problems), 'object')} refused by the API server")
    parts.append(f"{plural(len(report.coverage), 'validation')}, {len(report.gaps)} not fully covered")
    if report.left_out:
        parts.append(f"{plural(report.left_out, 'result')} about policies of Kyverno left out")
    return "; ".join(parts)
