"""Reasons with the lines of the manifest that decide them."""

from __future__ import annotations

from dslint.planning.workload import Workload
from dslint.plans import Placement, Reason, WorkloadPlan


def with_lines(plan: WorkloadPlan, workload: Workload) -> WorkloadPlan:
    """The same plan, every reason with its line as far as the manifest has one."""
    if not workload.file:
        return plan
    placement = tuple(_placement(group, workload) for group in plan.placement)
    return plan._replace(placement=placement)


def _placement(group: Placement, workload: Workload) -> Placement:
    reasons = tuple(_reason(reason, workload) for reason in group.reasons)
    return group._replace(reasons=reasons, notes=tuple(_reason(note, workload) for note in group.notes))


def _reason(reason: Reason, workload: Workload) -> Reason:
    line = workload.line(reason.path)
    return reason._replace(source=line) if line else reason
