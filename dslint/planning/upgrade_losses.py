"""Nodes that run a DaemonSet in one Kubernetes version and not in a newer one, on the same nodes."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.planning.workload_findings import Found, WorkloadSubject
from dslint.plans import RUNS, Level, Plan, State, Verdict, WorkloadPlan

CODE = "DS823"


def findings(subject: WorkloadSubject, before: Plan, version: str) -> Iterator[Found]:
    """One for the nodes where `before` runs the workload and its plan does not, but for those that may lose it."""
    earlier = next((one for one in before.workloads if one.ref == subject.plan.ref), None)
    if earlier is None or subject.plan.ref.kind != "DaemonSet" or subject.plan.rejected:
        return
    lost = _running(earlier) - _running(subject.plan) - subject.may_lose
    # What a rollout removes has findings of its own.
    others = (group for group in subject.plan.placement if group.state is not State.REMOVED)
    groups = [group for group in others if not lost.isdisjoint(group.nodes)]
    if not groups:
        return
    reasons = [reason for group in groups for reason in (*group.reasons, *group.notes)]
    why = "; ".join(dict.fromkeys(reason.message for reason in reasons))
    where = subject.inventory.named([node for group in groups for node in group.nodes if node in lost])
    message = f"Kubernetes {before.kubernetes_version} runs it on {where}, and {version} does not: {why}"
    first = reasons[0] if reasons else None
    path = (first.path if first else None) or ()
    finding = subject.workload.finding(CODE, message, path, first.source if first else None)
    if first is not None and first.help:
        finding = finding._replace(help=first.help)
    yield finding, Verdict(Level.AT_RISK, f"{subject.plan.called}: {message}")


def _running(workload: WorkloadPlan) -> frozenset[str]:
    groups = (group for group in workload.placement if group.state in RUNS and not group.never_ready)
    return frozenset(node for group in groups for node in group.nodes)
