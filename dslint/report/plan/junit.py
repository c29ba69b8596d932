"""JUnit XML of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import PlanReport
from dslint.report import junit
from dslint.report.plan.cases import suites


def lines(report: PlanReport) -> Iterator[str]:
    return junit.lines(suites(report))
