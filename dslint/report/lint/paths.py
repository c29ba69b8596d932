"""A lint report whose files have other names: those that a service knows them by."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dslint.findings import Finding, LintReport, Note

Renamed = Callable[[str], str]
"""The name of a file for the reader of a report."""


def with_paths(report: LintReport, renamed: Renamed) -> LintReport:
    return report._replace(
        findings=findings_with_paths(report.findings, renamed),
        skipped=notes_with_paths(report.skipped, renamed),
        unreadable=notes_with_paths(report.unreadable, renamed),
        sources={renamed(name): text for name, text in report.sources.items()},
    )


def findings_with_paths(findings: Iterable[Finding], renamed: Renamed) -> tuple[Finding, ...]:
    return tuple(_finding(finding, renamed) for finding in findings)


def notes_with_paths(notes: Iterable[Note], renamed: Renamed) -> tuple[Note, ...]:
    return tuple(note._replace(file=renamed(note.file)) for note in notes)


def _finding(finding: Finding, renamed: Renamed) -> Finding:
    related = tuple(
        place._replace(file=renamed(place.file)) if place.file is not None else place for place in finding.related
    )
    file = renamed(finding.file) if finding.file is not None else None
    return finding._replace(file=file, related=related)
