"""The rules that a run enables, and a report with only these rules and with the configured severities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from dslint.findings import Finding, LintReport, Severity, Silenced, Silencer, StaticPod, added_up, alike
from dslint.kubernetes.release import parse_version
from dslint.limits import ALIKE_TOLD
from dslint.policy import catalogue

_PREFIX = re.compile(r"[A-Z]+\d{0,3}")


class UnknownSelectorError(ValueError):
    """A string that selects no rule; the message suggests a similar one."""


class Selection(NamedTuple):
    """Code prefixes to select and to ignore. The longest prefix wins; without any to select, all rules are kept."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str], own: Mapping[str, str] | None = None) -> Selection:
        """Each string may contain several, comma-separated; `own` are names of users' rules, by code.

        Raises UnknownSelectorError.
        """
        known = {**catalogue.names(), **(own or {})}
        return cls(tuple(_prefixes(select, known)), tuple(_prefixes(ignore, known)))

    def keeps(self, code: str) -> bool:
        if not self.select and not self.ignore:
            return True
        kept = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=0 if self.select else 1)
        left = max((len(prefix) for prefix in self.ignore if code.startswith(prefix)), default=0)
        return kept > left

    def idle(self, known: Iterable[str]) -> tuple[str, ...]:
        """Prefixes to ignore that have no effect, because no code with that prefix is selected."""
        kept = [code for code in known if Selection(self.select, ()).keeps(code)]
        return tuple(prefix for prefix in self.ignore if not any(code.startswith(prefix) for code in kept))


def _prefixes(texts: Iterable[str], known: Mapping[str, str]) -> list[str]:
    parts = [part.strip() for text in texts for part in text.split(",")]
    if not all(parts):
        raise UnknownSelectorError("an empty string selects no rules; write a code, a code prefix or a name")
    return [_prefix(part, known) for part in parts]


def _prefix(text: str, known: Mapping[str, str]) -> str:
    if _PREFIX.fullmatch(text.upper()) and any(code.startswith(text.upper()) for code in known):
        return text.upper()
    return code_of(text, known)


def code_of(text: str, known: Mapping[str, str]) -> str:
    """The code of a rule given by code, name or former name; `known` are names by code. Raises UnknownSelectorError."""
    for code, name in known.items():
        if text.upper() == code or text.lower() == name:
            return code
    try:
        return catalogue.code_of(text)
    except catalogue.UnknownRuleError as error:
        raise UnknownSelectorError(str(error)) from error


class ReportFilter(NamedTuple):
    """The rules to keep, and the configured severities by code.

    `asked` are the rules that the command line alone would keep. If `selection` drops one of them, or a severity is
    lowered, that is due to the configuration `file`.
    """

    selection: Selection
    severities: Mapping[str, Severity]
    asked: Selection = Selection((), ())
    file: str = ""

    def of(self, finding: Finding) -> Finding | None:
        """The finding as it is shown; None if it is not shown."""
        if not self.selection.keeps(finding.code):
            return None
        severity = self.severities.get(finding.code, finding.severity)
        return finding if severity is finding.severity else finding._replace(severity=severity)

    def silenced(self, finding: Finding) -> Silenced | None:
        """How the configuration hides or weakens a finding that the command line selects; None if it does not."""
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
    # Asked once a file, not once a finding: the choice is that of the file's folder.
    choices = {file: choice_for(file) for file in dict.fromkeys(finding.file for finding in report.findings)}
    chosen = [(choices[finding.file], finding) for finding in report.findings]
    shown = (choice.of(finding) for choice, finding in chosen)
    silenced = (choice.silenced(finding) for choice, finding in chosen)
    return report._replace(
        findings=tuple(finding for finding in shown if finding),
        silenced=added_up((*report.silenced, *filter(None, silenced))),
    )


def folded(report: LintReport, folds: Callable[[str | None], bool]) -> LintReport:
    """The report with its findings folded in the files for which `folds` is true; most reports have nothing to fold."""
    if any(finding.bundle for finding in report.findings):
        from dslint.policy import folding

        return folding.folded(report, folds)
    return report


def told(report: LintReport, folds: Callable[[str | None], bool]) -> LintReport:
    """The report with its findings folded, and of those that come by the thousand the first few."""
    return summed_up(folded(report, folds), folds)


def summed_up(report: LintReport, folds: Callable[[str | None], bool]) -> LintReport:
    """The report with the first few findings of each kind of an object, in the files for which `folds` is true."""
    if len(report.findings) <= ALIKE_TOLD:
        return report
    return report._replace(findings=tuple(alike.summed_up(report.findings, lambda one: _kind(one, folds(one.file)))))


def _kind(finding: Finding, folds: bool) -> tuple[object, ...]:  # noqa: FBT001 - a setting of the file
    return (finding.kubernetes_versions, alike.kind_of(finding)) if folds else (id(finding),)


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
