"""Plans whose manifests have other names: those that a service knows them by. Only what findings show is renamed."""

from __future__ import annotations

from dslint.plans import Expectation, Plan, PlanReport, WorkloadPlan
from dslint.report.lint.paths import Renamed, findings_with_paths, notes_with_paths


def with_paths(report: PlanReport, renamed: Renamed) -> PlanReport:
    return report._replace(plans=tuple(_plan(plan, renamed) for plan in report.plans))


def _plan(plan: Plan, renamed: Renamed) -> Plan:
    return plan._replace(
        findings=findings_with_paths(plan.findings, renamed),
        workloads=tuple(_workload(workload, renamed) for workload in plan.workloads),
        expectations=tuple(_expectation(expectation, renamed) for expectation in plan.expectations),
        skipped=notes_with_paths(plan.skipped, renamed),
        unreadable=notes_with_paths(plan.unreadable, renamed),
    )


def _workload(workload: WorkloadPlan, renamed: Renamed) -> WorkloadPlan:
    return workload._replace(rejected=findings_with_paths(workload.rejected, renamed))


def _expectation(expectation: Expectation, renamed: Renamed) -> Expectation:
    source = expectation.source
    return expectation._replace(source=source._replace(file=renamed(source.file))) if source else expectation
