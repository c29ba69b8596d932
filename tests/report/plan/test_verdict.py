"""The problems of a plan with their severities, and the worst of them."""

from __future__ import annotations

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import Expectation, InventorySummary, Plan, PlanReport
from dslint.report.plan import verdict

AGENT = ObjectRef("apps/v1", "DaemonSet", "", "agent")


def plan(*severities: Severity) -> Plan:
    findings = tuple(Finding("DS811", "x", one, Origin.POLICY, "no", AGENT, "", (), None, None) for one in severities)
    return Plan("1.36", InventorySummary("lab", 2, 0), (), findings=findings)


def test_a_problem_is_a_finding_with_the_object_that_it_is_about() -> None:
    found = plan(Severity.ERROR)
    unnamed = found._replace(findings=(found.findings[0]._replace(object=None),))
    assert list(verdict.plan_problems(found)) == [(Severity.ERROR, "DaemonSet agent: no")]
    assert list(verdict.plan_problems(unnamed)) == [(Severity.ERROR, "no")]


@pytest.mark.parametrize(("workload", "text"), [("default/agent", "gentle: default/agent: 3"), ("", "gentle: 3")])
def test_a_failure_is_named_with_what_it_is_about(workload: str, text: str) -> None:
    assert verdict.failure(Expectation("gentle", passed=False, message="3", workload=workload)) == text


@pytest.mark.parametrize(
    ("plans", "worst"),
    [
        ((plan(),), None),
        ((plan(), plan(Severity.WARNING)), Severity.WARNING),
        ((plan(Severity.WARNING), plan(Severity.INFO, Severity.ERROR)), Severity.ERROR),
    ],
)
def test_the_worst_of_all_plans_counts(plans: tuple[Plan, ...], worst: Severity | None) -> None:
    assert verdict.worst(PlanReport(plans)) is worst
