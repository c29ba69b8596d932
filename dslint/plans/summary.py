"""Plans whose findings come by the thousand: the first few of a kind are told of each workload."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from dslint.findings import Finding, alike
from dslint.plans.comparison import key_of
from dslint.plans.report import Plan, PlanReport
from dslint.plans.verdicts import Verdict
from dslint.plans.workloads import WorkloadPlan

Kind = Callable[[Finding], Hashable]


class _Judged(NamedTuple):
    finding: Finding
    ground: Verdict
    more: int = 0


def summed_up(report: PlanReport) -> PlanReport:
    """The report with the first few findings of each kind; the verdicts are those of all.

    Of one kind are only findings of the same plans: what two versions or clusters have in common stays so.
    """
    plans = [one for plan in report.plans for one in (plan, plan.what_if and plan.what_if.plan) if one]
    kind = _kinds(plan.findings for plan in plans)
    rejection = _kinds(_rejections(plan) for plan in plans)
    return report._replace(plans=tuple(_plan(plan, kind, rejection) for plan in report.plans))


def _rejections(plan: Plan) -> Iterable[Finding]:
    return (finding for workload in plan.workloads for finding in workload.rejected)


def _kinds(of_plans: Iterable[Iterable[Finding]]) -> Kind:
    """Of the findings of several plans."""
    plans: dict[Hashable, list[int]] = {}
    for number, findings in enumerate(of_plans):
        for key in dict.fromkeys(map(key_of, findings)):
            plans.setdefault(key, []).append(number)
    shared = {key: tuple(numbers) for key, numbers in plans.items()}
    return lambda finding: (finding.object, alike.kind_of(finding), shared[key_of(finding)])


def _plan(plan: Plan, kind: Kind, rejection: Kind) -> Plan:
    pairs = zip(plan.findings, plan.grounds, strict=True)
    told = alike.summed_up([_Judged(*pair) for pair in pairs], lambda one: kind(one.finding))
    return plan._replace(
        findings=tuple(one.finding._replace(more=one.more) if one.more else one.finding for one in told),
        grounds=tuple(one.ground for one in told),
        workloads=tuple(_workload(workload, rejection) for workload in plan.workloads),
        what_if=plan.what_if and plan.what_if._replace(plan=_plan(plan.what_if.plan, kind, rejection)),
    )


def _workload(workload: WorkloadPlan, kind: Kind) -> WorkloadPlan:
    told: Sequence[Finding] = alike.summed_up(workload.rejected, kind)
    return workload if told is workload.rejected else workload._replace(rejected=tuple(told))
