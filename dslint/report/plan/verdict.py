"""The verdict on a plan: its problems and the worst severity, for titles and exit codes."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Severity
from dslint.plans import Expectation, Plan, PlanReport, State, WorkloadPlan
from dslint.report.plan.wording import by_state, is_rejected, is_unreadable
from dslint.report.wording import plural

BLOCKED = "DS812"


def plan_problems(plan: Plan) -> Iterator[tuple[Severity, str]]:
    """The problems of a plan. An error should keep a change from being applied; a warning needs a look."""
    for workload in plan.workloads:
        for severity, message in _of_workload(workload):
            yield severity, f"{workload.ref}: {message}"
    yield from _blocked(plan)
    for finding in plan.findings:
        yield finding.severity, finding.message
    for pod in plan.static_pods:
        if is_rejected(pod):
            yield Severity.ERROR, f"static pod {pod.ref.name or pod.file}: rejected by the kubelet"
    for expectation in plan.expectations:
        if expectation.fails:
            yield severity_of(expectation), failure(expectation)
    for finding in plan.findings:
        yield finding.severity, f"{finding.object}: {finding.message}" if finding.object else finding.message


def failure(expectation: Expectation) -> str:
    """`no-removal: logging/agent: 45 of 190 nodes will lose the pod at once`."""
    return ": ".join(filter(None, (expectation.name, expectation.workload, expectation.message)))


def severity_of(expectation: Expectation) -> Severity:
    """The severity of a failed expectation: its rule's, unless the configuration sets another."""
    if expectation.severity is not None:
        return expectation.severity
    from dslint.policy import catalogue

    return catalogue.rule(expectation.code).severity if expectation.code else Severity.ERROR


def worst(report: PlanReport) -> Severity | None:
    """The worst severity; None if there are no problems."""
    severities = (severity for plan in report.plans for severity, _ in plan_problems(plan))
    return min(severities, key=lambda severity: severity.rank, default=None)


def _of_workload(workload: WorkloadPlan) -> Iterator[tuple[Severity, str]]:
    """Problems that no expectation covers."""
    if workload.rejected:
        unread = is_unreadable(workload)
        yield Severity.ERROR, "cannot be read" if unread else "rejected by the API server"
        return
    counts = by_state(workload)
    if counts[State.PENDING]:
        yield Severity.WARNING, f"pending on {plural(counts[State.PENDING], 'node')}"
    elif not counts[State.BOUND] + counts[State.CANDIDATE]:
        yield Severity.WARNING, "runs on no node"


def expects_unblocked(plan: Plan, workload: WorkloadPlan) -> bool:
    """Whether an expectation requires that the rollout of the workload is not blocked."""
    name = f"{workload.ref.namespace or 'default'}/{workload.ref.name}"
    return any(expectation.code == BLOCKED and expectation.workload == name for expectation in plan.expectations)


def _blocked(plan: Plan) -> Iterator[tuple[Severity, str]]:
    """A blocked rollout is an error, even if no expectation is about it."""
    for workload in plan.workloads:
        if (
            workload.rollout is not None
            and workload.rollout.blocked is not None
            and not expects_unblocked(plan, workload)
        ):
            yield Severity.ERROR, f"{workload.ref}: the rollout is blocked"
