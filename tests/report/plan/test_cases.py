"""A plan as test cases."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.planning.verdicts import judged
from dslint.plans import (
    ClusterFailure,
    Decider,
    Expectation,
    InventorySummary,
    Placement,
    Plan,
    PlanReport,
    Reason,
    SourceLine,
    State,
    WhatIf,
    WorkloadPlan,
)
from dslint.report.cases import Outcome, Suite
from dslint.report.plan import cases as plan_cases
from tests.report.plan.test_overhead import GENERAL, SPOT

AGENT = ObjectRef("apps/v1", "DaemonSet", "", "agent")


def suites(*expectations: Expectation, workload: WorkloadPlan | None = None) -> list[Suite]:
    plan = Plan("1.36", InventorySummary("lab", 1, 0), (workload or WorkloadPlan(AGENT),), expectations)
    return list(plan_cases.suites(PlanReport((judged(plan),))))


def cases(found: list[Suite]) -> list[tuple[str, str, bool]]:
    """For each case its suite, its name and whether it failed."""
    return [(suite.name, case.name, case.outcome is Outcome.FAILED) for suite in found for case in suite.cases]


def texts(found: list[Suite], *, failed: bool) -> list[str]:
    return [case.text for suite in found for case in suite.cases if (case.outcome is Outcome.FAILED) is failed]


MET = Expectation("quiet", passed=True, message="evicts 0 pods", workload="default/agent", code="DS810")


def test_a_workload_is_a_suite_with_its_admission_and_its_expectations() -> None:
    suite = "DaemonSet agent (Kubernetes 1.36)"
    assert cases(suites(MET, MET._replace(name="gentle", passed=False))) == [
        (suite, "accepted by the API server", False),
        (suite, "quiet", False),
        (suite, "gentle", True),
    ]


def test_an_expectation_of_no_workload_has_a_suite_of_its_own() -> None:
    lost = Expectation("named", passed=False, message="no workload matches x", code="DS810")
    assert cases(suites(lost))[1:] == [("expectations", "named", True)]


@pytest.mark.parametrize(
    ("change", "fails"),
    [
        ({}, True),
        ({"severity": Severity.WARNING}, False),
        ({"passed": True}, False),
    ],
)
def test_a_case_fails_for_an_error_alone(change: dict[str, Any], fails: bool) -> None:
    failed = MET._replace(passed=False)._replace(**change)
    assert cases(suites(failed))[1][2] is fails


def test_a_failed_case_names_its_place_and_what_silenced_it() -> None:
    failed = MET._replace(passed=False, source=SourceLine("ds.yaml", 4))
    assert texts(suites(failed), failed=True) == ["evicts 0 pods (ds.yaml:4)"]
    silenced = failed._replace(silenced=".dslint.yaml")
    assert "evicts 0 pods (ds.yaml:4) (silenced by .dslint.yaml)" in texts(suites(silenced), failed=False)
    assert cases(suites(silenced))[1][2] is False


def test_a_rejected_workload_fails_with_every_error() -> None:
    errors = tuple(
        Finding("DS231", "x", Severity.ERROR, Origin.API_SERVER, message, AGENT, field, (), None, None, help=help_)
        for field, message, help_ in (("spec.selector", "Required value", "set it"), ("", "is no object", None))
    )
    found = suites(workload=WorkloadPlan(AGENT, rejected=errors))
    assert cases(found) == [("DaemonSet agent (Kubernetes 1.36)", "accepted by the API server", True)]
    assert texts(found, failed=True) == [
        "error [DS231] spec.selector: Required value\nhelp: set it\nerror [DS231] is no object"
    ]
    assert found[-1].cases[0].message == "spec.selector: Required value"


def test_suites_are_named_by_cluster_and_one_without_a_plan_fails() -> None:
    plan = Plan("1.36", InventorySummary("lab", 1, 0), (WorkloadPlan(AGENT),), (MET,), cluster="east")
    report = PlanReport((plan,), (ClusterFailure("west", "west.yaml: no nodes"),))
    found = list(plan_cases.suites(report))
    assert cases(found) == [
        ("east: DaemonSet agent (Kubernetes 1.36)", "accepted by the API server", False),
        ("east: DaemonSet agent (Kubernetes 1.36)", "quiet", False),
        ("west", "planned", True),
    ]


def test_the_verdict_and_its_reason_are_properties_of_the_suites() -> None:
    found = suites(MET._replace(passed=False))
    versions = ("kubernetesVersions", "1.36")
    assert [suite.properties for suite in found] == 2 * [
        (versions, ("verdict", "at-risk"), ("reason", "default/agent: evicts 0 pods"))
    ]


def test_a_finding_that_no_expectation_is_about_is_a_case_of_its_own() -> None:
    waits = Placement(State.PENDING, ("n1",), (Reason("Full", Decider.SCHEDULER, "no room"),))
    found = suites(MET, workload=WorkloadPlan(AGENT, desired=1, pending=1, placement=(waits,)))
    assert [(name, failed) for _, name, failed in cases(found)][1:] == [("quiet", False), ("DS817 ready-nowhere", True)]
    assert "no room" in texts(found, failed=True)[0]


def test_pods_that_admission_refuses_fail_beside_their_daemonset_that_is_accepted() -> None:
    refused = Placement(State.EXCLUDED, ("n1",), (Reason("X", Decider.API_SERVER, "exceeded quota: q"),))
    found = suites(MET, workload=WorkloadPlan(AGENT, desired=1, placement=(refused,)))
    assert [(name, failed) for _, name, failed in cases(found)] == [
        ("accepted by the API server", False),
        ("quiet", False),
        ("DS801 not-admitted", True),
    ]
    assert "exceeded quota: q" in texts(found, failed=True)[0]


def test_what_node_agents_request_is_a_property_of_the_plan() -> None:
    plan = judged(Plan("1.36", InventorySummary("lab", 1, 0), (), overhead=(SPOT, GENERAL)))
    found = list(plan_cases.suites(PlanReport((plan,))))
    named = [(name, value[:31]) for name, value in found[0].properties]
    assert named[3:] == [
        ("overhead", "node agents of pool spot, 2 nod"),
        ("overhead", "node agents of pool general, 1 "),
    ]


def test_what_a_what_if_changes_are_properties_of_the_plan() -> None:
    plan = judged(Plan("1.36", InventorySummary("lab", 1, 0), ()))
    asked = plan._replace(what_if=WhatIf(("drain n1",), plan, ()))
    properties = next(iter(plan_cases.suites(PlanReport((asked,))))).properties
    told = [value for name, value in properties if name == "whatIf"]
    assert told[0] == "What if: drain n1"
    assert told[-1] == "nothing changes, neither the nodes that run it nor the rollout"
