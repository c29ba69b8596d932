"""JSON Lines: a finding on each line as soon as its file is done, and a line with the totals in the end.

schemas/lint-lines.schema.json describes a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dslint.findings import Finding, LintReport, json_form
from dslint.report.escapes import harmless_json

_IN_LINES_OF_THEIR_OWN = ("findings",)


def lines(report: LintReport) -> Iterator[str]:
    yield from map(finding_line, report.findings)
    yield summary_line(report)


def finding_line(finding: Finding) -> str:
    return line("Finding", json_form(finding))


def summary_line(report: LintReport) -> str:
    """What the report has beside its findings."""
    document = json_form(report)
    return line("LintSummary", {key: value for key, value in document.items() if key not in _IN_LINES_OF_THEIR_OWN})


def line(kind: str, value: dict[str, Any]) -> str:
    document = {"apiVersion": "dslint.dev/v1", "kind": kind, **value}
    return harmless_json(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
