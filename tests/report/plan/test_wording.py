"""Sentences that several formats of a plan share."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import (
    Bounds,
    Expectation,
    InventorySummary,
    Level,
    Placement,
    Plan,
    PlanReport,
    Rollout,
    State,
    StaticPodPlan,
    Verdict,
    Victim,
    WorkloadPlan,
)
from dslint.report.plan import wording

AGENT = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
PROBE = ObjectRef("v1", "Pod", "", "probe")


def workload(*groups: Placement, ref: ObjectRef = AGENT, **facts: Any) -> WorkloadPlan:
    return WorkloadPlan(ref, placement=groups, **facts)


def plan(*workloads: WorkloadPlan, version: str = "1.36", nodes: int = 9, **facts: Any) -> Plan:
    return Plan(version, InventorySummary("lab", nodes, 0), workloads, **facts)


def group(state: State, count: int, **more: Any) -> Placement:
    return Placement(state, tuple(f"n{number}" for number in range(1, count + 1)), **more)


def rejected_by(origin: Origin) -> Finding:
    return Finding("DS231", "x", Severity.ERROR, origin, "no", AGENT, "", (), None, None)


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (workload(group(State.BOUND, 9)), "runs on 9 of 9 nodes"),
        (
            workload(group(State.BOUND, 3), group(State.PENDING, 2), group(State.EXCLUDED, 4)),
            "runs on 3 of 9 nodes, pending on 2, not scheduled on 4",
        ),
        (
            workload(group(State.MISSCHEDULED, 1), group(State.REMOVED, 2)),
            "runs on 0 of 9 nodes, misscheduled on 1, will be removed from 2",
        ),
        (workload(group(State.BOUND, 1), ref=PROBE), "runs on n1"),
        (workload(group(State.CANDIDATE, 3), ref=PROBE), "runs on one of 3 nodes with equal scores"),
        (workload(group(State.PENDING, 9), ref=PROBE), "stays pending: it fits on no node"),
        (
            workload(group(State.BOUND, 1), group(State.BOUND, 3, never_ready=True)),
            "runs on 1 of 9 nodes, never ready on 3",
        ),
        (workload(group(State.BOUND, 1, never_ready=True), ref=PROBE), "never ready on n1"),
    ],
)
def test_the_headline_says_how_many_nodes_run_it(of: WorkloadPlan, text: str) -> None:
    assert wording.headline(of, plan(of)) == text


def rollout(replaced: int = 0, removed: int = 0, added: int = 0, *, changed: bool = True) -> Rollout:
    return Rollout("RollingUpdate", changed, None, replaced, removed, added, 0, None, Bounds(0, 0))


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (workload(), "new, runs on 0 of 9 nodes"),
        (workload(rollout=rollout()), "update, runs on 0 of 9 nodes"),
        (workload(rollout=rollout(removed=2, changed=False)), "same template, runs on 0 of 9 nodes"),
        (workload(rollout=rollout(changed=False)), "unchanged, runs on 0 of 9 nodes"),
        (workload(rejected=(rejected_by(Origin.API_SERVER),)), "rejected by the API server; not planned"),
        (workload(rejected=(rejected_by(Origin.READER),)), "cannot be read; not planned"),
        (
            workload(rejected=(rejected_by(Origin.READER), rejected_by(Origin.SCHEMA))),
            "rejected by the API server; not planned",
        ),
    ],
)
def test_a_title_says_what_happens_to_the_workload(of: WorkloadPlan, text: str) -> None:
    assert wording.happens(of, plan(of)) == text


def test_several_workloads_share_a_title_that_names_them_beside() -> None:
    both = [workload(), workload(ref=AGENT._replace(name="other"))]
    assert (wording.title(both[:1]), wording.names(both[:1])) == ("DaemonSet logging/agent", "")
    assert (wording.title(both), wording.names(both)) == ("2 DaemonSets placed alike", "logging/agent, logging/other")


@pytest.mark.parametrize("level", Level)
def test_the_verdict_is_its_level_and_its_reason(level: Level) -> None:
    shown = {Level.AT_RISK: "AT RISK"}.get(level, level.value.upper())
    assert wording.verdict(Verdict(level, "45 of 190 nodes lose logging/agent")) == (
        f"{shown}: 45 of 190 nodes lose logging/agent"
    )
    assert wording.verdict(None) == ""


@pytest.mark.parametrize(
    ("victims", "text"),
    [
        ([Victim("shop", "web-0", "n1", 0)], "evicts shop/web-0"),
        (
            [Victim("shop", "web-0", "n1", 0, tied=("shop/web-1", "shop/web-2"))],
            "evicts shop/web-0 (one of 3 pods that tie)",
        ),
        (
            [Victim("shop", "web-0", "n1", 0, violates_budget=True, tied=("shop/web-1",))],
            "evicts shop/web-0 (one of 2 pods that tie; breaks its disruption budget)",
        ),
        (
            [Victim("shop", f"web-{index}", "n1", 0) for index in range(5)],
            "evicts shop/web-0, shop/web-1, shop/web-2 and 2 more",
        ),
    ],
)
def test_victims_are_named_with_their_ties_and_broken_budgets(victims: list[Victim], text: str) -> None:
    assert wording.evicts(victims) == text


def test_the_last_line_has_the_verdict_what_failed_and_the_sums() -> None:
    failed = Expectation("a", passed=False, message="")
    found = plan(workload(group(State.BOUND, 9), rollout=rollout(replaced=9)))._replace(
        verdict=Verdict(Level.AT_RISK, "5 of 14 nodes lose logging/agent"),
        expectations=(failed, failed._replace(passed=True)),
        findings=(rejected_by(Origin.POLICY), rejected_by(Origin.POLICY)._replace(severity=Severity.WARNING)),
    )
    assert wording.last_line(found) == (
        "AT RISK: 5 of 14 nodes lose logging/agent; 1 of 2 expectations failed, 1 error, 1 warning;"
        " 1 workload: 9 run; 0 to add, 9 to replace, 0 to remove"
    )


def test_the_cluster_has_its_name_where_it_has_one() -> None:
    assert wording.cluster(plan(nodes=1), "1.33") == "lab (1 node, Kubernetes 1.33)"
    bare = plan(nodes=2)._replace(inventory=InventorySummary("", 2, 0))
    assert wording.cluster(bare, "1.33, 1.36") == "2 nodes, Kubernetes 1.33, 1.36"


@pytest.mark.parametrize(
    ("names", "limit", "text"),
    [
        ("abc", 3, "a, b, c"),
        ("abcd", 3, "a, b, c and 1 more"),
        ("abcd", None, "a, b, c, d"),
        ("", 3, ""),
    ],
)
def test_at_most_three_examples_are_named(names: str, limit: int | None, text: str) -> None:
    assert wording.examples(list(names), limit) == text


@pytest.mark.parametrize(
    ("workloads", "text"),
    [
        ([], "0 workloads: 0 run"),
        ([workload(group(State.PENDING, 2))], "1 workload: 0 run, 2 pending"),
        (
            [
                workload(group(State.BOUND, 3), group(State.EXCLUDED, 1)),
                workload(rejected=(rejected_by(Origin.SCHEMA),)),
            ],
            "2 workloads: 1 rejected, 3 run, 1 not scheduled",
        ),
        (
            [workload(group(State.BOUND, 1), group(State.BOUND, 3, never_ready=True))],
            "1 workload: 1 runs, 3 never ready",
        ),
        (
            [workload(rollout=rollout(replaced=2)), workload(rollout=rollout(removed=1, added=4)), workload()],
            "3 workloads: 0 run; 4 to add, 2 to replace, 1 to remove",
        ),
    ],
)
def test_totals_are_over_all_workloads(workloads: list[WorkloadPlan], text: str) -> None:
    assert wording.totals_line(plan(*workloads)) == text


def test_versions_are_named_where_their_plans_differ() -> None:
    bound, pending = workload(group(State.BOUND, 1)), workload(group(State.PENDING, 1))
    assert wording.summary(PlanReport((plan(bound, version="1.35"), plan(bound)))) == "1 workload: 1 runs"
    assert wording.summary(PlanReport((plan(bound, version="1.35"), plan(pending)))) == (
        "Kubernetes 1.35: 1 workload: 1 runs; Kubernetes 1.36: 1 workload: 0 run, 1 pending"
    )


def test_expectations_are_met_failed_or_silenced() -> None:
    met = Expectation("a", passed=True, message="")
    failed, silenced = met._replace(passed=False), met._replace(passed=False, silenced="x.yaml")
    assert wording.expectations(plan(expectations=(met, met, failed))) == "Expectations: 2 met, 1 failed"
    assert wording.expectations(plan(expectations=(failed, silenced))) == "Expectations: 0 met, 1 failed, 1 silenced"


@pytest.mark.parametrize(
    ("pod", "rejected"),
    [
        (StaticPodPlan(AGENT, "a.yaml", placement=(group(State.BOUND, 1),)), False),
        (StaticPodPlan(AGENT, "a.yaml", placement=(group(State.EXCLUDED, 1),)), True),
        (StaticPodPlan(AGENT, "a.yaml", error="couldn't parse"), True),
    ],
)
def test_a_static_pod_is_rejected_by_its_error_or_on_a_node(pod: StaticPodPlan, rejected: bool) -> None:
    assert wording.is_rejected(pod) is rejected
