"""One page: what was found, by file and line, with the text that it is found in and what the rules say.

Elements for tests and other readers of the page: `data-count` marks the number of a severity, a file's section
`data-file`, and each finding `data-code` and `data-severity`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dslint.findings import Finding, LintReport, Severity
from dslint.report.html.shell import Page, rendered
from dslint.report.lint import wording
from dslint.report.lint.fix_diff import fix_diff
from dslint.report.lint.html_excerpt import Line, excerpt
from dslint.report.lint.html_rules import explanations, rule_counts
from dslint.report.lint.text import by_place, remarks
from dslint.report.wording import counted, more_alike, plural, where

PAGE = Page(Path(__file__).parent, "lint.html.jinja", ("lint.css",), ("lint.js",))

WHOLE = 400
"""The most findings that are shown with their lines; the most severe come first."""

LISTED = 5000
"""The most findings that are shown at all; the others are counted."""

LONGEST = 2000
"""The most characters of a message or a help."""

Alike = list[Finding]
"""Findings in one place whose messages differ by version."""


class Shown(NamedTuple):
    """A finding as the page shows it; without its lines, its remarks and its fix if `brief`."""

    finding: Finding
    sentence: str
    expression: tuple[str, ...]
    place: str
    brief: bool
    lines: tuple[Line, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    diff: tuple[tuple[str, str], ...] = ()


class FileSection(NamedTuple):
    """The findings of a file, which is "" for objects without one. `left_out` of them are not shown."""

    name: str
    anchor: str
    counts: tuple[tuple[Severity, int], ...]
    shown: tuple[Shown, ...]
    left_out: int


def lines(report: LintReport) -> Iterator[str]:
    found = by_place(report.findings)
    first = [alike[0] for alike in found]
    counts = rule_counts(first)
    values = {
        "verdict": verdict(report, first),
        "level": level(report, first),
        "counts": _severities(first),
        "facts": wording.further(report),
        "unreadable": [(where(note), note.message) for note in report.unreadable],
        "notes": list(wording.not_checked(report)),
        "static_pods": [(pod.accepted, wording.static_pod(pod)) for pod in report.static_pods or ()],
        "rules": list(explanations(counts, report.rules)),
        "files": _files(found, report),
        "total": len(first),
        "listed": min(len(first), LISTED),
        "counted": counted,
    }
    yield rendered(PAGE, values)


def verdict(report: LintReport, found: Sequence[Finding]) -> str:
    """What was found, and in how much."""
    unread = f"; {plural(len(report.unreadable), 'input')} could not be read" if report.unreadable else ""
    if not found and not report.documents:
        return f"nothing was checked: no DaemonSet or Pod in {plural(report.files, 'file')}{unread}"
    return f"{wording.headline(report, found)}{unread}"


def level(report: LintReport, found: Sequence[Finding]) -> str:
    """The style of the verdict: that of the worst finding. Nothing is good because nothing was looked at."""
    if report.unreadable:
        return "error"
    if found:
        worst = min((finding.severity for finding in found), key=lambda severity: severity.rank)
        return "" if worst is Severity.INFO else worst.value
    return "good" if report.documents and not report.skipped else ""


def _severities(found: Sequence[Finding]) -> list[tuple[Severity, int]]:
    numbers: Counter[Severity] = Counter()
    for finding in found:
        numbers[finding.severity] += finding.total
    return [(severity, numbers[severity]) for severity in Severity if numbers[severity]]


def _files(found: Sequence[Alike], report: LintReport) -> list[FileSection]:
    ranked = sorted(range(len(found)), key=lambda index: found[index][0].severity.rank)
    whole, listed = set(ranked[:WHOLE]), set(ranked[:LISTED])
    by_file: dict[str, list[int]] = {}
    for index, alike in enumerate(found):
        by_file.setdefault(alike[0].file or "", []).append(index)
    return [
        FileSection(
            name,
            f"file-{number}",
            tuple(_severities([found[index][0] for index in indices])),
            tuple(_shown(found[index], report, brief=index not in whole) for index in indices if index in listed),
            sum(index not in listed for index in indices),
        )
        for number, (name, indices) in enumerate(by_file.items(), start=1)
    ]


def _shown(alike: Alike, report: LintReport, *, brief: bool) -> Shown:
    finding = alike[0]
    sentence, *expression = wording.sentence_lines(finding)
    more = f" ({more_alike(finding.more)})" if brief and finding.more else ""
    shown = Shown(finding, f"{_cut(sentence)}{more}", tuple(map(_cut, expression)), _place(finding), brief)
    if brief:
        return shown
    text = report.sources.get(finding.file or "", "")
    return shown._replace(
        lines=tuple(excerpt(text, finding)) if text else (),
        remarks=tuple((word, _cut(remark)) for word, remark in remarks(alike, report)),
        diff=tuple(fix_diff(text, finding.fix)) if finding.fix else (),
    )


def _place(finding: Finding) -> str:
    """Where it is in its file, whose name is above."""
    return f"line {finding.span.line}, column {finding.span.column}" if finding.file and finding.span else ""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
