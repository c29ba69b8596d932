"""The number of findings per rule."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import LintReport
from dslint.report.lint.text import rule_counts, summary_lines
from dslint.report.terminal import Terminal


def lines(report: LintReport, terminal: Terminal) -> Iterator[str]:
    yield from rule_counts(report.findings, terminal)
    yield from summary_lines(report, terminal)
