"""Checkstyle's XML, which many tools of code review read: the findings by file."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from dslint.findings import Finding, LintReport
from dslint.report.escapes import visible
from dslint.report.lint import wording

FORMAT = "4.3"
"""The version of Checkstyle whose format it is; tools read it as such."""


def lines(report: LintReport) -> Iterator[str]:
    by_file: dict[str, list[str]] = {file: [] for file in report.sources}
    for finding in report.findings:
        by_file.setdefault(finding.file or str(finding.object or "object"), []).append(_error(finding, report))
    for note in report.unreadable:
        at = f' line="{note.line}"' if note.line else ""
        message = _attribute(f"not read: {note.message}")
        by_file.setdefault(note.file, []).append(f'<error{at} severity="error" message={message} source="dslint"/>')
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<checkstyle version="{FORMAT}">'
    for file, errors in by_file.items():
        yield f"  <file name={_attribute(file)}>"
        yield from (f"    {error}" for error in errors)
        yield "  </file>"
    yield "</checkstyle>"


def _error(finding: Finding, report: LintReport) -> str:
    place = f' line="{finding.span.line}" column="{finding.span.column}"' if finding.span else ""
    versions = wording.versions(finding, report)
    only = f" (Kubernetes {versions})" if versions else ""
    cure = f"; help: {finding.help}" if finding.help else ""
    message = _attribute(f"{wording.sentence(finding)}{only}{cure}")
    source = _attribute(f"dslint.{finding.code}.{finding.name}")
    return f'<error{place} severity="{finding.severity.value}" message={message} source={source}/>'


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
