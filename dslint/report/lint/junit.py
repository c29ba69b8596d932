"""JUnit XML of a lint report."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import LintReport
from dslint.report import junit
from dslint.report.lint.cases import suites


def lines(report: LintReport) -> Iterator[str]:
    return junit.lines(suites(report))
