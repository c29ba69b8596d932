"""What a plan comes to: the worst of it, for a title and for an exit code."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Severity
from dslint.plans import Plan, PlanReport, State, WorkloadPlan
from dslint.report.plan.static_words import is_refused
from dslint.report.plan.wording import by_state, plural


def troubles(plan: Plan) -> Iterator[tuple[Severity, str]]:
    """Errors are what no change should be applied with; warnings are what people should look at."""
    for workload in plan.workloads:
        for severity, said in _of_workload(workload):
            yield severity, f"{workload.ref}: {said}"
    for pod in plan.static_pods:
        if is_refused(pod):
            yield Severity.ERROR, f"static pod {pod.ref.name or pod.file}: kubelets refuse it"
    for expectation in plan.expectations:
        if not expectation.passed:
            yield Severity.ERROR, f"expectation {expectation.name} failed"


def worst(report: PlanReport) -> Severity | None:
    """None where there is nothing to say."""
    severities = (severity for plan in report.plans for severity, _ in troubles(plan))
    return min(severities, key=lambda severity: severity.rank, default=None)


def _of_workload(workload: WorkloadPlan) -> Iterator[tuple[Severity, str]]:
    if workload.rejected:
        yield Severity.ERROR, "rejected by the API server"
        return
    rollout, counts = workload.rollout, by_state(workload)
    if rollout is not None and rollout.blocked is not None:
        yield Severity.ERROR, "the rollout is blocked"
    if rollout is not None and rollout.removed_at_once:
        yield Severity.WARNING, f"{plural(rollout.removed_at_once, 'pod')} removed at once"
    if counts[State.PENDING]:
        yield Severity.WARNING, f"pending on {plural(counts[State.PENDING], 'node')}"
    if not counts[State.BOUND] + counts[State.CANDIDATE]:
        yield Severity.WARNING, "runs nowhere"
