"""What a report says beside where pods run: failed expectations and findings."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Finding
from dslint.plans import Expectation, Plan, WorkloadPlan


def failed_expectations(plan: Plan) -> list[tuple[Expectation, str]]:
    """Each with `no-removal: logging/agent: 45 of 190 nodes will lose the pod at once`.

    The same failure of several workloads is told once. Why a rollout stalls is told with the workload.
    """
    stalls = [message for message in map(_stall, plan.workloads) if message]
    alike: dict[tuple[str, str, str], list[Expectation]] = {}
    for expectation in plan.expectations:
        if expectation.fails:
            told = any(message in expectation.message for message in stalls)
            message = "the rollout is blocked" if told else expectation.message
            alike.setdefault((expectation.code, expectation.name, message), []).append(expectation)
    return [
        (found[0], ": ".join(filter(None, (name, ", ".join(one.workload for one in found), message))))
        for (_, name, message), found in alike.items()
    ]


def _stall(workload: WorkloadPlan) -> str:
    return workload.rollout.blocked.message if workload.rollout and workload.rollout.blocked else ""


def findings(plan: Plan) -> list[Finding]:
    """The findings about the plan as a whole: the parts of workloads and static pods have their own."""
    shown = {workload.ref for workload in plan.workloads} | {pod.ref for pod in plan.static_pods}
    return [finding for finding in _told_nowhere(plan) if finding.object not in shown]


def findings_of(workload: WorkloadPlan, plan: Plan) -> list[Finding]:
    """The findings on one workload that its part tells nowhere else."""
    return [finding for finding in _told_nowhere(plan) if finding.object == workload.ref] if plan.findings else []


def _told_nowhere(plan: Plan) -> Iterator[Finding]:
    """All but rejections, blocked rollouts and failed expectations."""
    rejected = {(finding.code, finding.message) for workload in plan.workloads for finding in workload.rejected}
    stalls = [message for message in map(_stall, plan.workloads) if message]
    failed = [expectation for expectation in plan.expectations if expectation.fails]
    for finding in plan.findings:
        if (
            (finding.code, finding.message) not in rejected
            and not any(message in finding.message for message in stalls)
            and not any(one.code == finding.code and one.message in finding.message for one in failed)
        ):
            yield finding


def sentence(finding: Finding) -> str:
    """`error [DS816] 6 of 28 nodes lose the pod during the rollout (ds.yaml:22)`."""
    where = f" ({place(finding)})" if finding.file else ""
    return f"{finding.severity.value} [{finding.code}] {finding.message}{where}"


def place(finding: Finding) -> str:
    """`ds.yaml:22`; "" if it has none."""
    if not finding.file:
        return ""
    return f"{finding.file}:{finding.span.line}" if finding.span else finding.file
