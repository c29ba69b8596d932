"""A comment on a pull request, or a job summary: the totals and the errors in sight, everything else folded by file.

Equal reports give equal text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Finding, LintReport, Severity
from dslint.report.lint import wording
from dslint.report.markdown import MARK, Section, escaped, fitted, folded
from dslint.report.wording import plural, where

MARKER = "<!-- dslint lint -->"
"""The first line, so that a bot can find its comment."""

IN_SIGHT = 20
"""The most errors that are listed in sight."""

FULL = "`dslint lint --format html` writes the full report."


def lines(report: LintReport) -> Iterator[str]:
    yield fitted(_head(report), [*_sections(report)], FULL)


def _head(report: LintReport) -> list[str]:
    mark = "❌" if report.unreadable else _mark(report.findings) if wording.looked_at_any(report) else "⚠️"
    unread = f"; {plural(len(report.unreadable), 'input')} not read" if report.unreadable else ""
    further = [escaped("; ".join(wording.further(report))), ""] if wording.further(report) else []
    return [MARKER, f"### {mark} dslint lint: {escaped(wording.headline(report))}{unread}", "", *further]


def _mark(findings: Sequence[Finding]) -> str:
    worst = min((finding.severity for finding in findings), key=lambda severity: severity.rank, default=None)
    return MARK[worst] if worst else "✅"


def _sections(report: LintReport) -> Iterator[Section]:
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    unread = [f"- ❌ {escaped(f'not read: {where(note)}: {note.message}')}" for note in report.unreadable]
    in_sight = [f"- {_line(finding, report)}" for finding in errors[:IN_SIGHT]]
    more = len(errors) - len(in_sight)
    rest = [f"- {plural(more, 'more error')} below"] if more > 0 else []
    if unread or in_sight:
        yield Section((*unread, *in_sight, *rest, ""), kept=True)
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.file or str(finding.object or "object"), []).append(finding)
    told = errors if len(errors) <= IN_SIGHT else []
    for file, findings in by_file.items():
        below = [finding for finding in findings if finding not in told]
        title = f"{_mark(below)} {file}: {wording.counts(below)}"
        yield Section(tuple(folded(title, [f"- {_line(finding, report)}" for finding in below])))
    yield Section(tuple(_end(report)))


def _line(finding: Finding, report: LintReport) -> str:
    """`❌ ds.yaml:14:9: DS231 selector-mismatch: …`, with what to do on lines of its own."""
    found_in = wording.versions(finding, report)
    only = f" (Kubernetes {found_in})" if found_in else ""
    rule = f"{finding.code} {finding.name}"
    head = f"{MARK[finding.severity]} {escaped(wording.place(finding))}: **{escaped(rule)}**: "
    further = [
        *([f"help: {finding.help}"] if finding.help else ()),
        *([f"fixable: {wording.fix(finding)}"] if finding.fix else ()),
    ]
    return f"{head}{'<br>'.join(map(escaped, (f'{wording.sentence(finding)}{only}', *further)))}"


def _end(report: LintReport) -> Iterator[str]:
    """The static pods, and what was not checked."""
    pods = [
        f"- the kubelet {'accepts' if pod.accepted else '**rejects**'} {escaped(wording.static_pod(pod))}"
        for pod in report.static_pods or ()
    ]
    yield from folded("Static pods", pods)
    yield from folded("Not checked, and remarks", [f"- {escaped(line)}" for line in wording.not_checked(report)])
