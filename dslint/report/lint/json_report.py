"""The report as JSON, by schemas/lint-report.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dslint.findings import LintReport


def lines(report: LintReport) -> Iterator[str]:
    yield json.dumps(report.to_dict(), indent=2, ensure_ascii=False)
