"""GitHub Actions annotations: one workflow command per finding.

Data and properties are escaped as the runner parses them: a property also ends at a colon or a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dslint.findings import Finding, LintReport, Severity
from dslint.report.escapes import visible
from dslint.report.lint import wording
from dslint.report.wording import skipped_notes

_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PARTS = re.compile(r"[%\r\n]|[^%\r\n]+")
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def lines(report: LintReport) -> Iterator[str]:
    for finding in report.findings:
        yield command(finding.severity, _properties(finding), _message(finding, report))
    for note in report.unreadable:
        yield f"::error file={_property(note.file)},title=not read::{_data(note.message)}"
    yield from skipped_notes(report.skipped)
    yield wording.summary(report)


def command(severity: Severity, properties: Mapping[str, str], message: str) -> str:
    """One annotation: `::error file=ds.yaml,line=4::message`."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMAND[severity]} {given}::{_data(message)}"


def _properties(finding: Finding) -> dict[str, str]:
    properties: dict[str, str] = {}
    if finding.file is not None:
        properties["file"] = finding.file
    if finding.span:
        properties["line"] = str(finding.span.line)
        properties["endLine"] = str(finding.span.end_line)
    # The runner accepts columns only for annotations of one line.
    if finding.span and finding.span.line == finding.span.end_line:
        properties["col"] = str(finding.span.column)
        properties["endColumn"] = str(finding.span.end_column)
    return {**properties, "title": f"{finding.code} {finding.name}"}


def _message(finding: Finding, report: LintReport) -> str:
    versions = wording.versions(finding, report)
    parts = (
        wording.sentence(finding),
        f"Kubernetes {versions}" if versions else "",
        f"help: {visible(finding.help)}" if finding.help else "",
        f"fixable: {visible(wording.fix(finding))}" if finding.fix else "",
    )
    return "\n".join(filter(None, parts))


def _data(text: str) -> str:
    """Line breaks are escaped for the runner, other invisible characters as everywhere."""
    return _PARTS.sub(lambda match: _ESCAPES.get(match[0]) or visible(match[0]), text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
