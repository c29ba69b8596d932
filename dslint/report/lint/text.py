"""Text for people: each finding with its lines, the error underlined, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from dslint.findings import Finding, LintReport, Severity
from dslint.report.escapes import visible
from dslint.report.excerpt import Mark, excerpt
from dslint.report.lint import wording
from dslint.report.terminal import LOWEST_WIDTH, Ink, Terminal, cells, hanging, wrapped
from dslint.report.wording import listed, more_alike

INK = {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.INFO: Ink.INFO}

MANY = 50
"""The most findings without the number of each rule at the end."""

PROFILE = "DS699"
"""The finding that stands for many others already, and names the way to be rid of them."""


def lines(report: LintReport, terminal: Terminal) -> Iterator[str]:
    shown = by_place(report.findings)
    folded = [] if terminal.verbose else [alike[0] for alike in shown if _is_folded(alike[0])]
    for alike in shown:
        if terminal.verbose or not _is_folded(alike[0]):
            yield from _finding(alike, report, terminal)
            yield ""
    if folded:
        yield from _folded(folded, terminal)
        yield ""
    first = [alike[0] for alike in shown]
    if len(first) > MANY and not terminal.quiet:
        yield from rule_counts(first, terminal)
        yield ""
    yield from summary_lines(report, terminal, first)


def _is_folded(finding: Finding) -> bool:
    return finding.severity is Severity.INFO and finding.code != PROFILE


def _folded(findings: Sequence[Finding], terminal: Terminal) -> Iterator[str]:
    """Findings in one line, with the number of each rule."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[f"{finding.code} {visible(finding.name)}"] += finding.total
    named = listed([f"{number} {rule}" for rule, number in counts.most_common()], "rule")
    first, *others = wrapped(f"{named}; --verbose shows them", max(20, terminal.width - len("info: ")))
    yield f"{terminal.paint('info', INK[Severity.INFO])}: {first}"
    yield from (f"      {line}" for line in others)


def summary_lines(report: LintReport, terminal: Terminal, shown: Sequence[Finding] | None = None) -> Iterator[str]:
    """The lines after the findings: what was not checked, and the totals."""
    if terminal.quiet:
        return
    for pod in report.static_pods or ():
        taken, ink = ("accepts", Ink.GOOD) if pod.accepted else ("rejects", Ink.ERROR)
        first, *others = hanging(f"the kubelet {taken} {wording.static_pod(pod)}", terminal)
        yield first.replace(taken, terminal.paint(taken, ink), 1)
        yield from others
    for text in wording.skipped(report):
        yield from (terminal.paint(line, Ink.FAINT) for line in hanging(text, terminal))
    worst = min((finding.severity for finding in report.findings), key=lambda severity: severity.rank, default=None)
    ink = INK[worst] if worst else Ink.GOOD if wording.looked_at_any(report) else Ink.WARNING
    yield from (terminal.paint(line, ink) for line in hanging(wording.summary(report, shown), terminal))


def by_place(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Groups of findings in one place whose messages differ by version, the newest version first."""
    found: dict[Hashable, list[list[Finding]]] = {}
    for finding in findings:
        groups = found.setdefault((finding.code, finding.file, finding.span, finding.path, finding.field), [])
        group = next((group for group in groups if _of_other_versions(finding, group)), None)
        if group is None:
            groups.append([finding])
        else:
            group.append(finding)
    order = [group for groups in found.values() for group in groups]
    return [sorted(group, key=_newest, reverse=True) for group in order]


def _of_other_versions(finding: Finding, group: list[Finding]) -> bool:
    return all(set(finding.kubernetes_versions).isdisjoint(other.kubernetes_versions) for other in group)


def _newest(finding: Finding) -> tuple[int, ...]:
    """The newest version of a finding. A finding about a suppression may have no version."""
    newest = max(finding.kubernetes_versions, key=wording.minor, default="")
    return tuple(int(part) for part in newest.split(".") if part)


def _finding(alike: list[Finding], report: LintReport, terminal: Terminal) -> Iterator[str]:
    finding = alike[0]
    yield from _headline(finding, terminal)
    marks = _marks(finding)
    indent = " " * (len(str(max(mark.span.line for mark in marks))) if marks else 1)
    yield from _place(finding, indent, terminal)
    text = report.sources.get(finding.file or "")
    if marks and text is not None:
        yield from excerpt(text, marks, terminal)
    for word, remark in remarks(alike, report):
        yield from _remark(word, remark, indent, terminal)


def _headline(finding: Finding, terminal: Terminal) -> Iterator[str]:
    """The rule and the message. The lines of an expression stay as they are: a mark is below one of them."""
    rule = f"{finding.severity.value}[{finding.code} {finding.name}]"
    sentence, *marked = wording.sentence_lines(finding)
    # A word of the same length keeps the rule in one piece.
    place_of_rule = "x" * cells(visible(f"{rule}:"))
    first, *others = hanging(f"{place_of_rule} {sentence}", terminal)
    head = terminal.linked(terminal.paint(rule, INK[finding.severity]), finding.code, finding.name)
    yield f"{head}: {terminal.paint(first[len(place_of_rule) + 1 :], Ink.STRONG)}".rstrip()
    yield from (f"  {terminal.paint(line.lstrip(), Ink.STRONG)}" for line in others)
    yield from (f"  {line}" for line in marked)


def _place(finding: Finding, indent: str, terminal: Terminal) -> Iterator[str]:
    place = wording.place(finding)
    about = visible(f"in {finding.object}") if finding.file and finding.object and finding.object.kind else ""
    arrow = f"{indent}{terminal.paint('-->', Ink.GUTTER)} {place}"
    if cells(f"{indent}--> {place} {about}") <= max(LOWEST_WIDTH, terminal.width):
        yield f"{arrow} {about}".rstrip()
    else:
        yield from filter(None, (arrow, f"{indent}    {about}".rstrip()))


def _marks(finding: Finding) -> list[Mark]:
    if finding.span is None:
        return []
    beside = (place for place in finding.related if place.file in (None, finding.file))
    related = (Mark(place.span, visible(place.message), "-", Ink.RELATED) for place in beside if place.span)
    return [Mark(finding.span, visible(finding.label), "^", INK[finding.severity]), *related]


def remarks(alike: list[Finding], report: LintReport) -> Iterator[tuple[str, str]]:
    finding = alike[0]
    versions = tuple(version for one in alike for version in one.kubernetes_versions)
    if versions and set(versions) != set(report.kubernetes_versions):
        ordered = sorted(versions, key=wording.minor)
        yield "Kubernetes", wording.spread(finding, ordered, report.kubernetes_versions)
    for other in alike[1:]:
        yield f"in {wording.ranges(other.kubernetes_versions)}", wording.sentence(other._replace(field=""))
    for place in finding.related:
        if place.span is None:
            yield "see", place.message
        elif place.file not in (None, finding.file):
            yield "see", f"{place.file}:{place.line}: {place.message}"
    if finding.help:
        yield "help", finding.help
    if finding.fix:
        yield "fixable", wording.fix(finding)
    if finding.more:
        yield "more", f"{more_alike(finding.more)} in this object; --no-fold shows each"


def _remark(word: str, text: str, indent: str, terminal: Terminal) -> Iterator[str]:
    head = f"{indent} = {word}: "
    first, *others = wrapped(visible(text), max(20, terminal.width - len(head)))
    yield f"{indent} {terminal.paint('=', Ink.GUTTER)} {terminal.paint(word, Ink.STRONG)}: {first}"
    yield from (f"{' ' * len(head)}{line}" for line in others)


def rule_counts(findings: Iterable[Finding], terminal: Terminal) -> Iterator[str]:
    """The most frequent rule first."""
    counts: Counter[tuple[str, str, Severity]] = Counter()
    for finding in findings:
        counts[finding.code, finding.name, finding.severity] += finding.total
    digits = max((len(str(number)) for number in counts.values()), default=1)
    for (code, name, severity), number in sorted(counts.items(), key=_most_first):
        linked, shown = terminal.linked(code, code, name), terminal.paint(f"{severity.value:<7}", INK[severity])
        yield f"{number:>{digits}}  {linked}  {shown}  {visible(name)}"


def _most_first(item: tuple[tuple[str, str, Severity], int]) -> tuple[int, str]:
    (code, _, _), number = item
    return -number, code
