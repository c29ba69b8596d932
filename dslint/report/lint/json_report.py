"""The report as JSON; schemas/lint-report.schema.json describes it."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import LintReport
from dslint.report.escapes import json_text


def lines(report: LintReport) -> Iterator[str]:
    yield json_text(report.to_dict())
