"""A lint report as test cases: a suite for each file, with a case for each finding.

Only errors fail. Warnings and infos are cases that passed, with their text: a suite fails if the command does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Finding, LintReport, Note, Severity, Silenced
from dslint.report.cases import Case, Outcome, Suite
from dslint.report.escapes import visible
from dslint.report.lint import wording
from dslint.report.wording import silenced as what_was_silenced
from dslint.report.wording import skipped_notes

CHECKED = "checked"
"""The case of a file without findings."""


def suites(report: LintReport) -> Iterator[Suite]:
    versions = ("kubernetesVersions", ", ".join(report.kubernetes_versions))
    by_file: dict[str, list[Finding]] = {file: [] for file in report.sources}
    for finding in report.findings:
        by_file.setdefault(finding.file or str(finding.object or "object"), []).append(finding)
    yield from silenced_suite(report.silenced, tuple(skipped_notes(report.skipped)))
    for file, findings in by_file.items():
        yield Suite(file, tuple(map(_case, findings)) or (Case(CHECKED),), (versions,))
    for note in report.unreadable:
        yield Suite(note.file, (_unread(note),), (versions,))


def silenced_suite(silenced: Sequence[Silenced], skipped: Sequence[str] = ()) -> Iterator[Suite]:
    """A suite without cases that says what was silenced and skipped, as only suites have properties."""
    values = [
        *(("silenced", what_was_silenced(silenced)) for _ in silenced[:1]),
        *(("skipped", line) for line in skipped),
    ]
    if values:
        yield Suite("dslint", properties=tuple(values))


def _case(finding: Finding) -> Case:
    at = f" at {finding.span.line}:{finding.span.column}" if finding.span else ""
    name = f"{finding.code} {finding.name}{at}"
    told = f"{wording.place(finding)}: {wording.sentence(finding)}"
    text = "\n".join((told, f"help: {visible(finding.help)}")) if finding.help else told
    if finding.severity is Severity.ERROR:
        return Case(name, Outcome.FAILED, wording.sentence(finding), text)
    return Case(name, text=f"{finding.severity.value}: {text}")


def _unread(note: Note) -> Case:
    return Case("read", Outcome.ERROR, note.message, visible(note.message))
