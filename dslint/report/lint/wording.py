"""Texts that several formats of a lint report share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dslint.findings import Finding, LintReport, Origin, Severity, StaticPod
from dslint.report.escapes import visible
from dslint.report.wording import plural, silenced, skipped_notes, where

_SERVER = frozenset({Origin.API_SERVER, Origin.API_WARNING})


def sentence(finding: Finding) -> str:
    """The message in one line, after the field if it is the API server's."""
    message = f"{finding.field}: {finding.message}" if finding.origin in _SERVER and finding.field else finding.message
    return visible(message)


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


def summary(report: LintReport, shown: Iterable[Finding] | None = None) -> str:
    """The totals in one line. `shown` are the findings to count, if some are shown together."""
    numbers = Counter(finding.severity for finding in (report.findings if shown is None else shown))
    counts = [_counted(severity, numbers[severity]) for severity in Severity if numbers[severity]]
    found = ", ".join(counts) or "nothing found"
    looked_at = f"{plural(report.documents, 'object')} of {plural(report.files, 'file')}"
    asked = ranges(report.kubernetes_versions)
    folded = f"{report.folded} folded (--no-fold shows each)" if report.folded else ""
    unchecked = f"{report.unchecked} could not be checked" if report.unchecked else ""
    further = "".join(f"; {text}" for text in (unchecked, folded, silenced(report.silenced)) if text)
    return f"{found} in {looked_at} (Kubernetes {asked}){further}"


def skipped(report: LintReport) -> Iterator[str]:
    """What was not checked, a line for each reason, and the remarks on the report."""
    yield from skipped_notes(report.skipped)
    yield from map(visible, report.remarks)
    for note in report.unreadable:
        yield visible(f"not read: {where(note)}: {note.message}")


def static_pod(pod: StaticPod) -> str:
    """`etcd.yaml as kube-system/etcd-node-1`, or why not."""
    name_or_error = f"as {pod.namespace}/{pod.name}" if pod.accepted else f"({pod.error})"
    return visible(f"{pod.file} {name_or_error}")


def _counted(severity: Severity, number: int) -> str:
    """`1 error`, `2 warnings`, `3 info`."""
    return f"{number} info" if severity is Severity.INFO else plural(number, severity.value)


def minor(version: str) -> int:
    """36 of 1.36."""
    return int(version.partition(".")[2])
