"""What stands at the end of a report."""

from __future__ import annotations

import pytest

from dslint.findings import ObjectRef, Severity
from dslint.plans import Blocked, Expectation, InventorySummary, Plan, WorkloadPlan
from dslint.report.plan import plan_ending
from tests.golden.plan_verdict_story import AGENT, LOSES, LOST, static_pod

OTHER = AGENT._replace(name="other")
STALLS = "3 nodes are down"


def plan(**facts: object) -> Plan:
    return Plan("1.36", InventorySummary("", 1, 0), **{"workloads": (), **facts})


def blocked(ref: ObjectRef = AGENT) -> WorkloadPlan:
    return WorkloadPlan(ref, rollout=LOSES.rollout._replace(blocked=Blocked("X", STALLS, "help")))


def test_the_same_failure_of_several_workloads_is_told_once() -> None:
    failed = Expectation("fits", False, "a node is too small", "logging/agent", "DS815")
    found = plan(expectations=(failed, failed._replace(workload="logging/other"), failed._replace(passed=True)))
    assert plan_ending.failed_expectations(found) == [
        (failed, "fits: logging/agent, logging/other: a node is too small")
    ]


def test_why_a_rollout_stalls_is_not_told_again() -> None:
    failed = Expectation("not-blocked", False, f"{STALLS}; bring them back", "logging/agent", "DS812")
    found = plan(workloads=(blocked(),), expectations=(failed,))
    assert plan_ending.failed_expectations(found) == [(failed, "not-blocked: logging/agent: the rollout is blocked")]


def test_findings_that_the_report_tells_elsewhere_are_left_out() -> None:
    rejected = LOST._replace(code="DS231", message="selector does not match", object=OTHER)
    stalls = LOST._replace(code="DS812", message=f"the rollout stalls: {STALLS}")
    unmet = LOST._replace(code="DS810", message="fits: a node is too small")
    refused = WorkloadPlan(OTHER, rejected=(rejected,))
    found = plan(
        workloads=(refused, blocked()),
        expectations=(Expectation("fits", False, "a node is too small", "logging/agent", "DS810"),),
        findings=(rejected, LOST, stalls, unmet),
    )
    assert plan_ending.findings_of(blocked(), found) == [LOST]
    assert plan_ending.findings_of(refused, found) == []
    assert plan_ending.findings(found) == []


def test_findings_on_no_workload_and_no_static_pod_are_told_at_the_end() -> None:
    pod = static_pod("etcd")
    whole = LOST._replace(object=None)
    found = plan(workloads=(blocked(),), static_pods=(pod,), findings=(LOST, LOST._replace(object=pod.ref), whole))
    assert plan_ending.findings(found) == [whole]


def test_a_finding_is_told_with_its_severity_code_and_place() -> None:
    assert plan_ending.sentence(LOST) == "error [DS816] 6 of 28 nodes lose logging/agent (new.yaml:22)"
    milder = LOST._replace(severity=Severity.WARNING, file=None)
    assert plan_ending.sentence(milder) == "warning [DS816] 6 of 28 nodes lose logging/agent"


@pytest.mark.parametrize(
    ("changes", "place"),
    [({}, "new.yaml:22"), ({"span": None}, "new.yaml"), ({"file": None}, "")],
)
def test_a_finding_has_its_place(changes: dict[str, None], place: str) -> None:
    assert plan_ending.place(LOST._replace(**changes)) == place
