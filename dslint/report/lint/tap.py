"""TAP of a lint report."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import LintReport
from dslint.report import tap
from dslint.report.lint import wording
from dslint.report.lint.cases import suites


def lines(report: LintReport) -> Iterator[str]:
    cases = [suite._replace(properties=()) for suite in suites(report)]
    return tap.lines(cases, (*wording.skipped(report), wording.summary(report)))
