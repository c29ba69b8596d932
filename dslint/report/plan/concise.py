"""A plan in one line for each finding, for editors and grep, what a what-if changes, and the verdict and totals."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import PlanReport
from dslint.report.escapes import visible
from dslint.report.lint import concise
from dslint.report.plan import endings
from dslint.report.plan.plan_findings import findings_of, what_if_of
from dslint.report.terminal import Terminal


def lines(report: PlanReport, terminal: Terminal) -> Iterator[str]:
    yield from concise.finding_lines(findings_of(report), terminal)
    yield from map(visible, what_if_of(report))
    yield from endings.lines(report)
