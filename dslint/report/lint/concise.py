"""One line per finding, for editors and grep; `[*]` marks what --fix fixes."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import LintReport
from dslint.report.escapes import visible
from dslint.report.lint import wording
from dslint.report.lint.text import INK, summary_lines
from dslint.report.terminal import Terminal


def lines(report: LintReport, terminal: Terminal) -> Iterator[str]:
    yield from finding_lines(report, terminal)
    yield from summary_lines(report, terminal)


def finding_lines(report: LintReport, terminal: Terminal) -> Iterator[str]:
    for finding in report.findings:
        severity = terminal.paint(finding.severity.value, INK[finding.severity])
        versions = wording.versions(finding, report)
        only = f" (Kubernetes {versions})" if versions else ""
        code = terminal.linked(finding.code, finding.code, finding.name)
        rule = f"{severity} {code} {visible(finding.name)}"
        mark = "[*] " if finding.fix and finding.fix.safe else ""
        yield f"{wording.place(finding)}: {rule}: {mark}{wording.sentence(finding)}{only}"
