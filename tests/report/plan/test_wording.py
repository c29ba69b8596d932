"""Sentences that several formats of a plan share."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import (
    Bounds,
    Decider,
    Expectation,
    InventorySummary,
    Placement,
    Plan,
    Reason,
    Rollout,
    State,
    StaticPodPlan,
    Victim,
    WorkloadPlan,
)
from dslint.report.plan import wording

AGENT = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
PROBE = ObjectRef("v1", "Pod", "", "probe")


DOWN = Reason("NotReady", Decider.KUBELET, "node is dead: its kubelet does not report")


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
        (
            workload(group(State.BOUND, 4), group(State.BOUND, 2, notes=(DOWN,))),
            "runs on 4 of 9 nodes, waits for 2 that are not ready",
        ),
        (
            workload(group(State.BOUND, 1, notes=(DOWN,)), group(State.BOUND, 1, notes=(DOWN,), never_ready=True)),
            "runs on 0 of 9 nodes, waits for 1 that is not ready, never ready on 1",
        ),
        (workload(group(State.BOUND, 1, notes=(DOWN,)), ref=PROBE), "waits for n1, which is not ready"),
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


def test_static_pods_that_stay_as_they_are_are_one_line_beside_workloads() -> None:
    ref = ObjectRef("v1", "Pod", "kube-system", "etcd")
    calm = StaticPodPlan(ref, "etcd.yaml", placement=(Placement(State.BOUND, ("n1",)),))
    refused = calm._replace(placement=(Placement(State.EXCLUDED, ("n1",)),))
    evicting = calm._replace(placement=(Placement(State.BOUND, ("n1",), evicts=(Victim("a", "b", "n1", 0),)),))
    changing = [
        refused,
        evicting,
        calm._replace(change="changed"),
        calm._replace(error="x"),
        calm._replace(notes=("x",)),
    ]
    found = wording.static_pods(plan(workload(), static_pods=(calm, *changing)))
    assert found == (changing, [calm])
    assert wording.unchanged_static_pods(found[1]) == "1 static pod unchanged: kube-system/etcd"
    assert wording.static_pods(plan(static_pods=(calm,))) == ([calm], [])
    assert wording.unchanged_static_pods([]) == ""


def test_what_is_said_elsewhere_is_left_out_once() -> None:
    assert wording.without("pods are refused: no class: x", ["no class: x", "", "other"]) == "pods are refused"
