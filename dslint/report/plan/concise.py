"""A plan in one line for each finding, for editors and grep, and a line with the verdict and the totals."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import PlanReport
from dslint.report.lint import concise
from dslint.report.plan import endings
from dslint.report.plan.plan_findings import findings_of
from dslint.report.terminal import Terminal


def lines(report: PlanReport, terminal: Terminal) -> Iterator[str]:
    yield from concise.finding_lines(findings_of(report), terminal)
    yield from endings.lines(report)
