"""The problems of a plan as findings, for formats that show findings: annotations and SARIF."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Finding, LintReport, ObjectRef, Origin, Severity, Span
from dslint.plans import Expectation, Plan, PlanReport, SourceLine, WorkloadPlan
from dslint.policy import catalogue
from dslint.report.plan.verdict import BLOCKED, expects_unblocked, severity_of


def findings_of(report: PlanReport) -> LintReport:
    """Rejections, failed expectations and blocked rollouts; equal findings of several versions are merged."""
    found: dict[Finding, list[str]] = {}
    for plan in report.plans:
        for finding in dict.fromkeys(_of_plan(plan)):
            found.setdefault(finding, []).append(plan.kubernetes_version)
    first = report.plans[0]
    return LintReport(
        kubernetes_versions=report.kubernetes_versions,
        files=len({finding.file for finding in found if finding.file}),
        documents=len(first.workloads),
        findings=tuple(finding._replace(kubernetes_versions=tuple(versions)) for finding, versions in found.items()),
        skipped=first.skipped,
        unreadable=first.unreadable,
        remarks=first.remarks,
        silenced=first.silenced,
    )


def _of_plan(plan: Plan) -> Iterator[Finding]:
    refs = {f"{workload.ref.namespace or 'default'}/{workload.ref.name}": workload.ref for workload in plan.workloads}
    for workload in plan.workloads:
        yield from (finding._replace(kubernetes_versions=()) for finding in workload.rejected)
        if not expects_unblocked(plan, workload):
            yield from _blocked(workload)
    yield from (finding._replace(kubernetes_versions=()) for finding in plan.findings)
    for expectation in plan.expectations:
        if expectation.fails:
            yield _unmet(expectation, refs.get(expectation.workload))


def _unmet(expectation: Expectation, ref: ObjectRef | None) -> Finding:
    message = f"{expectation.name}: {expectation.message}"
    found = _finding(expectation.code, message, ref, expectation.source)
    return found._replace(severity=severity_of(expectation))


def _blocked(workload: WorkloadPlan) -> Iterator[Finding]:
    blocked = workload.rollout.blocked if workload.rollout else None
    if blocked is not None:
        yield _finding(BLOCKED, blocked.message, workload.ref, None)._replace(help=blocked.help)


def _finding(code: str, message: str, ref: ObjectRef | None, source: SourceLine | None) -> Finding:
    rule = catalogue.rule(code) if code else None
    return Finding(
        code=code,
        name=rule.name if rule else "",
        severity=rule.severity if rule else Severity.ERROR,
        origin=Origin.POLICY,
        message=message,
        object=ref,
        field="",
        path=(),
        file=source.file if source else None,
        span=Span(source.line, 1, source.line, 1) if source else None,
        help=rule.help if rule else None,
    )
