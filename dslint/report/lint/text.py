"""For people: each finding with the lines it speaks of, the faulty part underlined, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Finding, LintReport, Severity
from dslint.report.excerpt import Mark, excerpt
from dslint.report.lint import wording
from dslint.report.terminal import Ink, Terminal, visible, wrapped

INK = {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.INFO: Ink.INFO}


def lines(report: LintReport, terminal: Terminal) -> Iterator[str]:
    for finding in report.findings:
        yield from _finding(finding, report, terminal)
        yield ""
    yield from closing(report, terminal)


def closing(report: LintReport, terminal: Terminal) -> Iterator[str]:
    """What was not judged, and the sums."""
    if terminal.quiet:
        return
    for pod in report.static_pods or ():
        taken = "takes" if pod.accepted else "refuses"
        ink = Ink.GOOD if pod.accepted else Ink.ERROR
        yield f"the kubelet {terminal.paint(taken, ink)} {wording.static_pod(pod)}"
    for line in wording.passed_over(report):
        yield terminal.paint(line, Ink.FAINT)
    worst = min((finding.severity for finding in report.findings), key=lambda severity: severity.rank, default=None)
    yield terminal.paint(wording.summary(report), INK[worst] if worst else Ink.GOOD)


def _finding(finding: Finding, report: LintReport, terminal: Terminal) -> Iterator[str]:
    head = terminal.paint(f"{finding.severity.value}[{finding.code} {finding.name}]", INK[finding.severity])
    yield f"{head}: {terminal.paint(wording.sentence(finding), Ink.STRONG)}"
    marks = _marks(finding)
    indent = " " * (len(str(max(mark.span.line for mark in marks))) if marks else 1)
    yield f"{indent}{terminal.paint('-->', Ink.GUTTER)} {_where(finding)}"
    text = report.sources.get(finding.file or "")
    if marks and text is not None:
        yield from excerpt(text, marks, terminal)
    for word, remark in _remarks(finding, report):
        yield from _remark(word, remark, indent, terminal)


def _marks(finding: Finding) -> list[Mark]:
    if finding.span is None:
        return []
    related = (Mark(place.span, visible(place.message), "-", Ink.RELATED) for place in finding.related if place.span)
    return [Mark(finding.span, "", "^", INK[finding.severity]), *related]


def _where(finding: Finding) -> str:
    about = visible(str(finding.object)) if finding.object and finding.object.kind else ""
    return f"{wording.place(finding)} in {about}" if about and finding.file else wording.place(finding)


def _remarks(finding: Finding, report: LintReport) -> Iterator[tuple[str, str]]:
    versions = wording.versions(finding, report)
    if versions:
        yield "Kubernetes", versions
    for place in finding.related:
        if place.span is None:
            yield "see", place.message
    if finding.help:
        yield "help", finding.help


def _remark(word: str, text: str, indent: str, terminal: Terminal) -> Iterator[str]:
    head = f"{indent} = {word}: "
    first, *others = wrapped(visible(text), max(20, terminal.width - len(head)))
    yield f"{indent} {terminal.paint('=', Ink.GUTTER)} {terminal.paint(word, Ink.STRONG)}: {first}"
    yield from (f"{' ' * len(head)}{line}" for line in others)
