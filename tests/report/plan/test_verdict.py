"""The problems of a plan with their severities, and the worst of them."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import (
    Blocked,
    Bounds,
    Decider,
    Expectation,
    InventorySummary,
    Placement,
    Plan,
    PlanReport,
    Reason,
    Rollout,
    State,
    StaticPodPlan,
    WorkloadPlan,
)
from dslint.report.plan import verdict

AGENT = ObjectRef("apps/v1", "DaemonSet", "", "agent")
STALLS = Rollout("RollingUpdate", True, None, 1, 0, 0, 0, Blocked("X", "stalls", "help"), Bounds(0, 1))
RUNS = Placement(State.BOUND, ("n1",))


def plan(*groups: Placement, expectations: tuple[Expectation, ...] = (), **facts: Any) -> Plan:
    static_pods = facts.pop("static_pods", ())
    workload = WorkloadPlan(AGENT, placement=groups, **facts)
    return Plan("1.36", InventorySummary("lab", 2, 0), (workload,), expectations, static_pods=static_pods)


def problems(of: Plan) -> list[tuple[str, str]]:
    return [(severity.value, message) for severity, message in verdict.plan_problems(of)]


def rejected_by(origin: Origin) -> Finding:
    return Finding("DS231", "x", Severity.ERROR, origin, "no", AGENT, "", (), None, None)


@pytest.mark.parametrize(
    ("of", "found"),
    [
        (plan(RUNS), []),
        (plan(Placement(State.CANDIDATE, ("n1", "n2"))), []),
        (plan(RUNS, Placement(State.EXCLUDED, ("n2",))), []),
        (plan(RUNS, Placement(State.PENDING, ("n2",))), [("warning", "DaemonSet agent: pending on 1 node")]),
        (plan(Placement(State.EXCLUDED, ("n1",))), [("warning", "DaemonSet agent: runs on no node")]),
        (
            plan(rejected=(rejected_by(Origin.API_SERVER),)),
            [("error", "DaemonSet agent: rejected by the API server")],
        ),
        (plan(rejected=(rejected_by(Origin.READER),)), [("error", "DaemonSet agent: cannot be read")]),
        (plan(RUNS, rollout=STALLS), [("error", "DaemonSet agent: the rollout is blocked")]),
    ],
)
def test_problems_that_no_expectation_covers(of: Plan, found: list[tuple[str, str]]) -> None:
    assert problems(of) == found


def test_a_blocked_rollout_is_left_to_the_expectation_that_is_about_it() -> None:
    about = Expectation("not-blocked", passed=False, message="stalls", workload="default/agent", code="DS812")
    silenced = about._replace(silenced=".dslint.yaml")
    assert problems(plan(RUNS, rollout=STALLS, expectations=(about,))) == [
        ("error", "not-blocked: default/agent: stalls")
    ]
    assert problems(plan(RUNS, rollout=STALLS, expectations=(silenced,))) == []
    assert len(problems(plan(RUNS, rollout=STALLS, expectations=(about._replace(workload="x/agent"),)))) == 2


FAILED = Expectation("gentle", passed=False, message="3 down", workload="default/agent")


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ({}, Severity.ERROR),
        ({"severity": Severity.INFO}, Severity.INFO),
        ({"code": "DS813"}, Severity.ERROR),
        ({"code": "DS813", "severity": Severity.WARNING}, Severity.WARNING),
    ],
)
def test_an_expectation_has_the_severity_that_is_set_or_that_of_its_rule(
    change: dict[str, Any], severity: Severity
) -> None:
    assert verdict.severity_of(FAILED._replace(**change)) is severity


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, "gentle: default/agent: 3 down"),
        ({"workload": ""}, "gentle: 3 down"),
    ],
)
def test_a_failure_is_named_with_what_it_is_about(change: dict[str, Any], text: str) -> None:
    assert verdict.failure(FAILED._replace(**change)) == text


def test_a_static_pod_that_a_kubelet_rejects_is_an_error() -> None:
    reason = Reason("OutOfcpu", Decider.KUBELET, "no room")
    rejected = StaticPodPlan(
        ObjectRef("v1", "Pod", "kube-system", "etcd"),
        "etcd.yaml",
        placement=(Placement(State.EXCLUDED, ("n1",), (reason,)),),
    )
    unread = StaticPodPlan(ObjectRef("", "", "", ""), "x.yaml", error="couldn't parse")
    assert problems(plan(RUNS, static_pods=(rejected, unread))) == [
        ("error", "static pod etcd: rejected by the kubelet"),
        ("error", "static pod x.yaml: rejected by the kubelet"),
    ]


@pytest.mark.parametrize(
    ("plans", "worst"),
    [
        ((plan(RUNS),), None),
        ((plan(RUNS), plan(Placement(State.PENDING, ("n1",)))), Severity.WARNING),
        ((plan(Placement(State.PENDING, ("n1",))), plan(RUNS, rollout=STALLS)), Severity.ERROR),
    ],
)
def test_the_worst_of_all_plans_counts(plans: tuple[Plan, ...], worst: Severity | None) -> None:
    assert verdict.worst(PlanReport(plans)) is worst
