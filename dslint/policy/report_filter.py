"""A report as a run asks for it: some rules left out, some with another severity; several reports as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from dslint.findings import Finding, LintReport, Severity, Silenced, Silencer, StaticPod, added_up
from dslint.kubernetes.release import parse_version
from dslint.policy.rule_selection import Selection


class ReportFilter(NamedTuple):
    """The rules to keep, and the severities, by code, of those that have another than their own.

    `asked` are the rules that the command line alone would keep; what `selection` leaves out of them, and what it makes
    less severe, is the doing of the configuration `file`.
    """

    selection: Selection
    severities: Mapping[str, Severity]
    asked: Selection = Selection((), ())
    file: str = ""

    def of(self, finding: Finding) -> Finding | None:
        """The finding as it is to be shown; None where it is not."""
        if not self.selection.keeps(finding.code):
            return None
        severity = self.severities.get(finding.code, finding.severity)
        return finding if severity is finding.severity else finding._replace(severity=severity)

    def silenced(self, finding: Finding) -> Silenced | None:
        """What the configuration does to a finding that the command line asks for, where that is less than it was."""
        if not self.asked.keeps(finding.code):
            return None
        shown = self.of(finding)
        if shown is None:
            return Silenced(Silencer.CONFIGURATION, self.file, 1)
        if shown.severity.rank > finding.severity.rank:
            return Silenced(Silencer.SEVERITY, self.file, 1)
        return None


def filtered(report: LintReport, choice_for: Callable[[str | None], ReportFilter]) -> LintReport:
    """The report with the findings that the choice for each finding's file keeps."""
    chosen = [(choice_for(finding.file), finding) for finding in report.findings]
    shown = (choice.of(finding) for choice, finding in chosen)
    silenced = (choice.silenced(finding) for choice, finding in chosen)
    return replace(
        report,
        findings=tuple(finding for finding in shown if finding),
        silenced=added_up((*report.silenced, *filter(None, silenced))),
    )


def merged(reports: Sequence[LintReport]) -> LintReport:
    """Several reports, of different files, as one."""
    if len(reports) == 1:
        return reports[0]
    versions = {version for report in reports for version in report.kubernetes_versions}
    return LintReport(
        kubernetes_versions=tuple(sorted(versions, key=parse_version)),
        files=sum(report.files for report in reports),
        documents=sum(report.documents for report in reports),
        findings=tuple(sorted(chain.from_iterable(report.findings for report in reports), key=attrgetter("order"))),
        suppressed=sum(report.suppressed for report in reports),
        skipped=tuple(chain.from_iterable(report.skipped for report in reports)),
        unreadable=tuple(chain.from_iterable(report.unreadable for report in reports)),
        static_pods=_static_pods(reports),
        remarks=tuple(dict.fromkeys(chain.from_iterable(report.remarks for report in reports))),
        sources={name: text for report in reports for name, text in report.sources.items()},
        rules={code: rule for report in reports for code, rule in report.rules.items()},
        silenced=added_up(chain.from_iterable(report.silenced for report in reports)),
    )


def _static_pods(reports: Sequence[LintReport]) -> tuple[StaticPod, ...] | None:
    found = [report.static_pods for report in reports if report.static_pods is not None]
    return tuple(chain.from_iterable(found)) if found else None
