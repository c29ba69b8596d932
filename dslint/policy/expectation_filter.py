"""Applies the configuration to the findings of a plan: silences some, changes the severity of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from dslint.findings import Finding, Silenced, Silencer, added_up
from dslint.own_files.configuration.ignores import Ignore
from dslint.plans import Expectation, Level, Plan, Verdict
from dslint.policy import catalogue
from dslint.policy.report_filter import ReportFilter
from dslint.policy.suppressions.configuration import suppression_of
from dslint.policy.suppressions.suppression import ONLY_BY_NAME, Suppression

Choice = Callable[[Finding], tuple[Finding | None, str]]
"""A finding as it is shown, None if it is silenced; and the file that silences it."""


def filtered_plan(
    plan: Plan, choice: ReportFilter, ignores: Sequence[Ignore], file: str | None, today: date | None = None
) -> Plan:
    """The plan with its configuration applied. `file` is the manifest, if there is only one.

    What the API server or a kubelet rejects remains rejected, whatever the configuration says.
    """
    now = today or date.today()  # noqa: DTZ011 - the local date, as people write it
    suppressions = [suppression_of(ignore, lambda _: None, {}) for ignore in ignores]
    chosen = _chooser(choice, suppressions, file, now)
    kept: list[tuple[Finding, Verdict]] = []
    silenced: list[Silenced] = []
    for finding, ground in zip(plan.findings, plan.grounds, strict=True):
        if finding.origin in ONLY_BY_NAME:
            kept.append((finding, ground))
            continue
        shown, by = chosen(finding)
        if shown is None:
            silenced.append(Silenced(Silencer.CONFIGURATION, by, 1))
            continue
        kept.append((shown, ground))
        if shown.severity.rank > finding.severity.rank:
            silenced.append(Silenced(Silencer.SEVERITY, choice.file, 1))
    expectations = tuple(_expectation(expectation, plan, chosen) for expectation in plan.expectations)
    kept += _about_suppressions(suppressions, plan, choice, now)
    filtered = plan._replace(
        findings=tuple(finding for finding, _ in kept),
        grounds=tuple(ground for _, ground in kept),
        expectations=expectations,
        silenced=added_up((*plan.silenced, *silenced)),
    )
    return filtered.with_verdicts()


def _about_suppressions(
    suppressions: Sequence[Suppression], plan: Plan, choice: ReportFilter, now: date
) -> Iterator[tuple[Finding, Verdict]]:
    """Findings about entries of the configuration, which change no verdict."""
    if not any(one.used or one.judged for one in suppressions):
        return
    from dslint.policy.suppressions.suppression_check import findings_in_plan

    for suppression in suppressions:
        for finding in findings_in_plan(suppression, now):
            shown = choice.of(finding._replace(kubernetes_versions=(plan.kubernetes_version,)))
            if shown is not None:
                yield shown, Verdict(Level.SAFE, finding.message)


def _chooser(choice: ReportFilter, suppressions: Sequence[Suppression], file: str | None, now: date) -> Choice:
    """Marks each suppression as used that silences a finding, or would if it had not expired."""

    def chosen(finding: Finding) -> tuple[Finding | None, str]:
        placed = finding if finding.file else finding._replace(file=file)
        silencing = [one for one in suppressions if one.silences(placed)]
        for one in silencing:
            one.used = True
        suppression = next((one for one in silencing if not one.expired(now)), None)
        if suppression is not None:
            return None, suppression.file or ""
        return choice.of(finding), choice.file

    return chosen


def _expectation(expectation: Expectation, plan: Plan, chosen: Choice) -> Expectation:
    """The expectation as its finding is shown."""
    if expectation.passed or not expectation.code:
        return expectation
    finding = _finding(expectation, plan)
    shown, by = chosen(finding)
    if shown is None:
        return expectation._replace(silenced=by)
    return expectation if shown.severity is finding.severity else expectation._replace(severity=shown.severity)


def _finding(expectation: Expectation, plan: Plan) -> Finding:
    rule = catalogue.rule(expectation.code)
    refs = {workload.called: workload.ref for workload in plan.workloads}
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=expectation.severity or rule.severity,
        origin=rule.origin,
        message=expectation.message,
        object=refs.get(expectation.workload),
        field="",
        path=expectation.path or (),
        file=expectation.source.file if expectation.source else None,
        span=None,
    )
