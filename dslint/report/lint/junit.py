"""JUnit XML: a test suite per file, a test case per finding.

Only errors fail. Warnings and infos are passed cases with their text, so that the suite fails when the command does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from dslint.findings import Finding, LintReport, Note, Severity, Silenced
from dslint.report.escapes import visible
from dslint.report.lint import wording
from dslint.report.wording import silenced as what_was_silenced
from dslint.report.wording import skipped_notes


def lines(report: LintReport) -> Iterator[str]:
    by_file: dict[str, list[Finding]] = {file: [] for file in report.sources}
    for finding in report.findings:
        by_file.setdefault(finding.file or "", []).append(finding)
    tests = sum(len(findings) or 1 for findings in by_file.values()) + len(report.unreadable)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="dslint" {_counts(tests, report.count(Severity.ERROR), len(report.unreadable))}>'
    yield from silenced_suite(report.silenced, tuple(skipped_notes(report.skipped)))
    for file, findings in by_file.items():
        yield from _suite(file, findings)
    for note in report.unreadable:
        yield from _unread(note)
    yield "</testsuites>"


def silenced_suite(silenced: Sequence[Silenced], skipped: Sequence[str] = ()) -> Iterator[str]:
    """A suite without cases that contains what was silenced and skipped, because only suites have properties."""
    values = [
        *(("silenced", what_was_silenced(silenced)) for _ in silenced[:1]),
        *(("skipped", line) for line in skipped),
    ]
    if values:
        yield f'  <testsuite name="dslint" {_counts(0, 0, 0)}>'
        written = (f'<property name="{name}" value={_attribute(value)}/>' for name, value in values)
        yield f"    <properties>{''.join(written)}</properties>"
        yield "  </testsuite>"


def _suite(file: str, findings: list[Finding]) -> Iterator[str]:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    yield f"  <testsuite name={_attribute(file)} {_counts(len(findings) or 1, failures, 0)}>"
    if not findings:
        yield f'    <testcase classname={_attribute(file)} name="dslint"/>'
    for finding in findings:
        yield from _case(file, finding)
    yield "  </testsuite>"


def _case(file: str, finding: Finding) -> Iterator[str]:
    line = f' line="{finding.span.line}"' if finding.span else ""
    name = _attribute(f"{finding.code} {finding.name} at {wording.place(finding)}")
    text = f"{wording.place(finding)}: {wording.sentence(finding)}"
    if finding.help:
        text = f"{text}\nhelp: {visible(finding.help)}"
    yield f"    <testcase classname={_attribute(file)} name={name} file={_attribute(file)}{line}>"
    if finding.severity is Severity.ERROR:
        message = _attribute(wording.sentence(finding))
        yield f'      <failure type="error" message={message}>{escape(text)}</failure>'
    else:
        yield f"      <system-out>{escape(f'{finding.severity.value}: {text}')}</system-out>"
    yield "    </testcase>"


def _unread(note: Note) -> Iterator[str]:
    file = _attribute(note.file)
    yield f"  <testsuite name={file} {_counts(1, 0, 1)}>"
    yield f'    <testcase classname={file} name="dslint">'
    yield f"      <error message={_attribute(note.message)}/>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _counts(tests: int, failures: int, errors: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="{errors}"'


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
