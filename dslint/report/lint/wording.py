"""Texts that several formats of a lint report share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dslint.findings import REFUSING, Finding, LintReport, Origin, Severity, StaticPod
from dslint.report.escapes import visible
from dslint.report.wording import (
    MARK,
    counted,
    listed,
    marked_lines,
    more_alike,
    plural,
    silenced,
    skipped_notes,
    where,
)

FIXED_FILES_NAMED = 3

_SERVER = frozenset({Origin.API_SERVER, Origin.API_WARNING})


def sentence(finding: Finding) -> str:
    """The message in one line, after the field if it is the API server's."""
    told = " ".join(line for line in sentence_lines(finding) if not line.startswith(MARK))
    return f"{told} ({more_alike(finding.more)})" if finding.more else told


def sentence_lines(finding: Finding) -> list[str]:
    """The same with the lines that mark the place of an error in an expression."""
    message = f"{finding.field}: {finding.message}" if finding.origin in _SERVER and finding.field else finding.message
    return [visible(line) for line in marked_lines(message)]


def fix(finding: Finding) -> str:
    """What its fix does, and which options make it; "" if it has none."""
    if finding.fix is None:
        return ""
    return f"{finding.fix.summary} ({'--fix' if finding.fix.safe else '--fix --unsafe-fixes'})"


def place(finding: Finding) -> str:
    """`ds.yaml:14:9`, as far as known; the object if there is no file."""
    parts = [finding.file or str(finding.object or "object")]
    if finding.span:
        parts += [str(finding.span.line), str(finding.span.column)]
    return visible(":".join(parts))


def versions(finding: Finding, report: LintReport) -> str:
    """The Kubernetes versions of a finding; "" if these are all versions of the report."""
    if finding.kubernetes_versions == report.kubernetes_versions:
        return ""
    return ranges(finding.kubernetes_versions)


def ranges(versions: Sequence[str]) -> str:
    """`1.27, 1.30 to 1.33`: three or more consecutive versions become a range."""
    runs: list[list[str]] = []
    for version in versions:
        if runs and minor(version) == minor(runs[-1][-1]) + 1:
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def spread(finding: Finding, found: Sequence[str], asked: Sequence[str]) -> str:
    """In which of the versions asked for a finding holds, what that means, and since when a new form works."""
    parts = [ranges(found)]
    rejected = finding.origin in REFUSING and finding.severity is Severity.ERROR
    if tuple(found) == tuple(asked[-len(found) :]) and (rejected or _is_ignored(finding)):
        parts.append(f"stops working in {found[0]}")
    elif tuple(found) == tuple(asked[: len(found)]) and rejected:
        parts.append(f"works from {asked[len(found)]}")
    if finding.new_form_since:
        parts.append(f"the new form works since {finding.new_form_since}")
    return "; ".join(parts)


def _is_ignored(finding: Finding) -> bool:
    """Whether it is about a form that the server takes without effect, and another one has replaced."""
    return finding.origin is Origin.TRAP and finding.severity is not Severity.INFO and bool(finding.new_form_since)


def summary(report: LintReport, shown: Iterable[Finding] | None = None) -> str:
    """The totals in one line. `shown` are the findings to count, if some are shown together."""
    return "; ".join((headline(report, shown), *further(report)))


def headline(report: LintReport, shown: Iterable[Finding] | None = None) -> str:
    """What was found, in how many objects, under which versions."""
    if not looked_at_any(report):
        return f"nothing checked: no objects in {plural(report.files, 'file')}"
    found = counts(report.findings if shown is None else shown)
    looked_at = f"{plural(report.documents, 'object')} of {plural(report.files, 'file')}"
    return f"{_fixed(report)}{found} in {looked_at} (Kubernetes {ranges(report.kubernetes_versions)})"


def looked_at_any(report: LintReport) -> bool:
    """Whether a report without findings says anything good."""
    return bool(report.documents or report.findings or report.fixed)


def further(report: LintReport) -> list[str]:
    """What could not be checked, is folded, can be fixed, or is silenced."""
    folded = f"{report.folded} folded (--no-fold shows each)" if report.folded else ""
    unchecked = f"{report.unchecked} could not be checked" if report.unchecked else ""
    return [text for text in (unchecked, folded, fixable(report), silenced(report.silenced)) if text]


def counts(findings: Iterable[Finding]) -> str:
    """`1 error, 2 warnings`, or that nothing was found."""
    numbers: Counter[Severity] = Counter()
    for finding in findings:
        numbers[finding.severity] += finding.total
    return ", ".join(counted(one, numbers[one]) for one in Severity if numbers[one]) or "nothing found"


def fixable(report: LintReport) -> str:
    """How many findings can be fixed, and how; "" if none can."""
    safe, unsafe = report.fixable
    with_fix = f"{safe} fixable with --fix" if safe else ""
    more = f"{unsafe} {'more ' if safe else 'fixable '}with --unsafe-fixes" if unsafe else ""
    return ", ".join(filter(None, (with_fix, more)))


def _fixed(report: LintReport) -> str:
    """What was fixed and in which files, before what remains."""
    if report.fixed is None or not report.fixed.findings:
        return ""
    number, files = report.fixed
    return visible(f"{plural(number, 'finding')} fixed in {listed(files, 'file', FIXED_FILES_NAMED)}; remaining: ")


def skipped(report: LintReport) -> Iterator[str]:
    """As `not_checked`, with what could not be read."""
    yield from not_checked(report)
    for note in report.unreadable:
        yield visible(f"not read: {where(note)}: {note.message}")


def not_checked(report: LintReport) -> Iterator[str]:
    """What was skipped, a line for each reason, and the remarks on the report."""
    yield from skipped_notes(report.skipped)
    yield from map(visible, report.remarks)


def static_pod(pod: StaticPod) -> str:
    """`etcd.yaml as kube-system/etcd-node-1`, or why not."""
    name_or_error = f"as {pod.namespace}/{pod.name}" if pod.accepted else f"({pod.error})"
    return visible(f"{pod.file} {name_or_error}")


def minor(version: str) -> int:
    """36 of 1.36."""
    return int(version.partition(".")[2])
