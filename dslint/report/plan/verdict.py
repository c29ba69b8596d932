"""The verdict on a plan: its problems and the worst severity, for titles and exit codes."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Severity
from dslint.plans import Expectation, Plan, PlanReport, State, WorkloadPlan
from dslint.report.plan.wording import by_state, is_refused, is_unreadable
from dslint.report.wording import plural

BLOCKED = "DS812"


def troubles(plan: Plan) -> Iterator[tuple[Severity, str]]:
    """Errors are what no change should be applied with; warnings are what people should look at."""
    for workload in plan.workloads:
        for severity, said in _of_workload(workload):
            yield severity, f"{workload.ref}: {said}"
    yield from _blocked(plan)
    for pod in plan.static_pods:
        if is_refused(pod):
            yield Severity.ERROR, f"static pod {pod.ref.name or pod.file}: rejected by the kubelet"
    for expectation in plan.expectations:
        if expectation.fails:
            yield severity_of(expectation), failure(expectation)


def failure(expectation: Expectation) -> str:
    """`no-removal: logging/agent: 45 pods go at once`."""
    return ": ".join(filter(None, (expectation.name, expectation.workload, expectation.message)))


def severity_of(expectation: Expectation) -> Severity:
    """Of the rule that a failed expectation is a finding of, unless the configuration gives it another."""
    if expectation.severity is not None:
        return expectation.severity
    from dslint.policy import catalogue

    return catalogue.rule(expectation.code).severity if expectation.code else Severity.ERROR


def worst(report: PlanReport) -> Severity | None:
    """None where there is nothing to say."""
    severities = (severity for plan in report.plans for severity, _ in troubles(plan))
    return min(severities, key=lambda severity: severity.rank, default=None)


def _of_workload(workload: WorkloadPlan) -> Iterator[tuple[Severity, str]]:
    """What no expectation says."""
    if workload.rejected:
        unread = is_unreadable(workload)
        yield Severity.ERROR, "cannot be read" if unread else "rejected by the API server"
        return
    counts = by_state(workload)
    if counts[State.PENDING]:
        yield Severity.WARNING, f"pending on {plural(counts[State.PENDING], 'node')}"
    elif not counts[State.BOUND] + counts[State.CANDIDATE]:
        yield Severity.WARNING, "runs nowhere"


def says_blocked(plan: Plan, workload: WorkloadPlan) -> bool:
    """Whether an expectation is about the workload's rollout getting through."""
    name = f"{workload.ref.namespace or 'default'}/{workload.ref.name}"
    return any(expectation.code == BLOCKED and expectation.workload == name for expectation in plan.expectations)


def _blocked(plan: Plan) -> Iterator[tuple[Severity, str]]:
    """A rollout that stalls fails whatever is expected of it."""
    for workload in plan.workloads:
        if workload.rollout is not None and workload.rollout.blocked is not None and not says_blocked(plan, workload):
            yield Severity.ERROR, f"{workload.ref}: the rollout is blocked"
