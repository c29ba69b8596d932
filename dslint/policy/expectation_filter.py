"""Applies the configuration to the failed expectations of a plan: silences some, changes the severity of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dslint.findings import Finding, ObjectRef, Silenced, Silencer, added_up
from dslint.own_files.configuration.ignores import Ignore
from dslint.plans import Expectation, Plan, WorkloadPlan
from dslint.policy import catalogue
from dslint.policy.report_filter import ReportFilter
from dslint.policy.suppressions.configuration import suppression_of

BLOCKED = "DS812"


def filtered_plan(
    plan: Plan, choice: ReportFilter, ignores: Sequence[Ignore], file: str | None, today: date | None = None
) -> Plan:
    """The plan with its configuration applied. `file` is the manifest, if there is only one.

    What the API server rejects remains rejected, whatever the configuration says.
    """
    now = today or date.today()  # noqa: DTZ011 - the local date, as people write it
    expectation_filter = _ExpectationFilter(plan, choice, ignores, file, now)
    before = (*plan.expectations, *_blocked_rollouts(plan))
    expectations = tuple(map(expectation_filter.of, before))
    filtered = expectations[: len(plan.expectations)]
    # A blocked rollout becomes an expectation only if the configuration affects it.
    filtered += tuple(one for one in expectations[len(filtered) :] if one.silenced or one.severity)
    changed = (after for own, after in zip(before, expectations, strict=True) if after is not own)
    silenced = [one for expectation in changed for one in expectation_filter.counted(expectation)]
    findings, more = expectation_filter.shown(plan.findings)
    return plan._replace(
        expectations=filtered, findings=findings, silenced=added_up((*plan.silenced, *silenced, *more))
    )


class _ExpectationFilter:
    def __init__(
        self, plan: Plan, choice: ReportFilter, ignores: Sequence[Ignore], file: str | None, today: date
    ) -> None:
        self.refs = {_name(workload): workload.ref for workload in plan.workloads}
        self.choice = choice
        suppressions = (suppression_of(ignore, lambda _: None, {}) for ignore in ignores)
        self.suppressions = [one for one in suppressions if not one.expired(today)]
        self.file = file

    def of(self, expectation: Expectation) -> Expectation:
        if expectation.passed or not expectation.code:
            return expectation
        finding = self.finding(expectation)
        shown = self.choice.of(finding)
        suppression = next((one for one in self.suppressions if one.silences(finding)), None)
        if shown is None or suppression is not None:
            return expectation._replace(silenced=suppression.file or "" if suppression else self.choice.file)
        return expectation if shown is finding else expectation._replace(severity=shown.severity)

    def counted(self, expectation: Expectation) -> Iterator[Silenced]:
        if expectation.silenced:
            yield Silenced(Silencer.CONFIGURATION, expectation.silenced, 1)
        elif expectation.severity and expectation.severity.rank > catalogue.rule(expectation.code).severity.rank:
            yield Silenced(Silencer.SEVERITY, self.choice.file, 1)

    def shown(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], list[Silenced]]:
        """The findings that are left, and what hides the others."""
        kept: list[Finding] = []
        silenced: list[Silenced] = []
        for finding in findings:
            shown = self.choice.of(finding)
            suppression = next((one for one in self.suppressions if one.silences(finding)), None)
            if shown is None or suppression is not None:
                file = suppression.file or "" if suppression else self.choice.file
                silenced.append(Silenced(Silencer.CONFIGURATION, file, 1))
                continue
            kept.append(shown)
            if shown.severity.rank > finding.severity.rank:
                silenced.append(Silenced(Silencer.SEVERITY, self.choice.file, 1))
        return tuple(kept), silenced

    def finding(self, expectation: Expectation) -> Finding:
        rule = catalogue.rule(expectation.code)
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=expectation.severity or rule.severity,
            origin=rule.origin,
            message=expectation.message,
            object=self.refs.get(expectation.workload),
            field="",
            path=expectation.path or (),
            file=expectation.source.file if expectation.source else self.file,
            span=None,
        )


def _blocked_rollouts(plan: Plan) -> Iterator[Expectation]:
    """Failed expectations for blocked rollouts that no expectation of the file is about."""
    covered = {expectation.workload for expectation in plan.expectations if expectation.code == BLOCKED}
    for workload in plan.workloads:
        blocked = workload.rollout.blocked if workload.rollout else None
        if blocked is not None and _name(workload) not in covered:
            name = catalogue.rule(BLOCKED).name
            yield Expectation(name, passed=False, message=blocked.message, workload=_name(workload), code=BLOCKED)


def _name(workload: WorkloadPlan) -> str:
    ref: ObjectRef = workload.ref
    return f"{ref.namespace or 'default'}/{ref.name}"
