"""Plans without the steps of their rollouts, for reports that are not asked for them."""

from __future__ import annotations

from dslint.plans.report import Plan, PlanReport
from dslint.plans.workloads import WorkloadPlan


def untraced(report: PlanReport) -> PlanReport:
    """The report without steps; the same one if it has none."""
    if not any(_is_traced(workload) for plan in report.plans for workload in plan.workloads):
        return report
    return report._replace(plans=tuple(map(_plan, report.plans)))


def _plan(plan: Plan) -> Plan:
    what_if = plan.what_if and plan.what_if._replace(plan=_plan(plan.what_if.plan))
    return plan._replace(workloads=tuple(map(_workload, plan.workloads)), what_if=what_if)


def _is_traced(workload: WorkloadPlan) -> bool:
    return workload.rollout is not None and workload.rollout.steps is not None


def _workload(workload: WorkloadPlan) -> WorkloadPlan:
    if workload.rollout is None:
        return workload
    return workload._replace(rollout=workload.rollout._replace(start=None, steps=None))
