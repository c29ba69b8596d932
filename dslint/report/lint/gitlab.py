"""GitLab's Code Quality report."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import LintReport, Severity
from dslint.report.escapes import json_text
from dslint.report.lint import wording
from dslint.report.lint.fingerprint import fingerprints

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def lines(report: LintReport) -> Iterator[str]:
    entries = [
        {
            "description": wording.sentence(finding),
            "check_name": f"{finding.code} {finding.name}",
            "fingerprint": fingerprint,
            "severity": _SEVERITY[finding.severity],
            "location": {
                "path": (finding.file or "").replace("\\", "/"),
                "lines": {"begin": finding.span.line if finding.span else 1},
            },
        }
        for finding, fingerprint in fingerprints(report.findings)
    ]
    yield json_text(entries)
