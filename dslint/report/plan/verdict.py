"""The problems of a plan and the worst severity, for titles and exit codes."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Severity
from dslint.plans import Expectation, Plan, PlanReport


def plan_problems(plan: Plan) -> Iterator[tuple[Severity, str]]:
    """The problems of a plan. An error should keep a change from being applied; a warning needs a look."""
    for finding in plan.findings:
        about = f"{finding.object}: " if finding.object else ""
        yield finding.severity, f"{about}{finding.message}"


def failure(expectation: Expectation) -> str:
    """`no-removal: logging/agent: 45 of 190 nodes will lose the pod at once`."""
    return ": ".join(filter(None, (expectation.name, expectation.workload, expectation.message)))


def worst(report: PlanReport) -> Severity | None:
    """The worst severity; None if there are no problems."""
    severities = (finding.severity for plan in report.plans for finding in plan.findings)
    return min(severities, key=lambda severity: severity.rank, default=None)
