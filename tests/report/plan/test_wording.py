"""Sentences that several formats of a plan share."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import (
    REMOVED_IN_TURN,
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
        (workload(group(State.BOUND, 1, never_ready=True), ref=PROBE), "does not run on n1: the kubelet refuses it"),
        (workload(rejected=(rejected_by(Origin.API_SERVER),)), "rejected by the API server; not planned"),
        (workload(rejected=(rejected_by(Origin.READER),)), "cannot be read; not planned"),
        (
            workload(rejected=(rejected_by(Origin.READER), rejected_by(Origin.SCHEMA))),
            "rejected by the API server; not planned",
        ),
    ],
)
def test_the_headline_says_how_many_nodes_run_it(of: WorkloadPlan, text: str) -> None:
    assert wording.headline(of, plan(of)) == text


def test_the_cluster_has_its_name_where_it_has_one() -> None:
    assert wording.cluster(plan(nodes=1), "1.33") == "lab (1 node, Kubernetes 1.33)"
    bare = plan(nodes=2)._replace(inventory=InventorySummary("", 2, 0))
    assert wording.cluster(bare, "1.33, 1.36") == "2 nodes, Kubernetes 1.33, 1.36"


def test_pods_that_go_in_turn_do_not_go_at_once() -> None:
    note = Reason(REMOVED_IN_TURN, Decider.DAEMONSET_CONTROLLER, "in turn")
    at_once, in_turn = group(State.REMOVED, 2), group(State.REMOVED, 3, notes=(note,))
    assert wording.removed_at_once(workload(at_once, in_turn, group(State.EXCLUDED, 1))) == [at_once]


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
    ("pools", "nodes", "everything", "text"),
    [
        ([("spot", 4)], "abcd", False, "spot 4: a, b, c and 1 more"),
        ([("spot", 4)], "abcd", True, "spot 4: a, b, c, d"),
        ([("spot", 1), ("gpu", 1)], "ab", False, "spot 1, gpu 1: a, b"),
        ([("spot", 1)], "a", False, "spot: a"),
        ([("", 2)], "ab", False, "a, b"),
    ],
)
def test_nodes_are_named_with_their_pools(pools, nodes: str, everything: bool, text: str) -> None:
    assert wording.pools_and_nodes(pools, list(nodes), everything=everything) == text


def rollout(replaced: int = 0, removed: int = 0, added: int = 0) -> Rollout:
    return Rollout("RollingUpdate", True, None, replaced, removed, added, 0, None, Bounds(0, 0))


@pytest.mark.parametrize(
    ("workloads", "text"),
    [
        ([], "0 workloads: 0 bound"),
        ([workload(group(State.PENDING, 2))], "1 workload: 0 bound, 2 pending"),
        (
            [
                workload(group(State.BOUND, 3), group(State.EXCLUDED, 1)),
                workload(rejected=(rejected_by(Origin.SCHEMA),)),
            ],
            "2 workloads: 1 rejected, 3 bound, 1 excluded",
        ),
        (
            [workload(rollout=rollout(replaced=2)), workload(rollout=rollout(removed=1, added=4)), workload()],
            "3 workloads: 0 bound; 4 to add, 2 to replace, 1 to remove",
        ),
    ],
)
def test_totals_are_over_all_workloads(workloads: list[WorkloadPlan], text: str) -> None:
    assert wording.totals_line(plan(*workloads)) == text


def test_versions_are_named_where_their_plans_differ() -> None:
    bound, pending = workload(group(State.BOUND, 1)), workload(group(State.PENDING, 1))
    assert wording.summary(PlanReport((plan(bound, version="1.35"), plan(bound)))) == "1 workload: 1 bound"
    assert wording.summary(PlanReport((plan(bound, version="1.35"), plan(pending)))) == (
        "Kubernetes 1.35: 1 workload: 1 bound; Kubernetes 1.36: 1 workload: 0 bound, 1 pending"
    )


def test_expectations_are_met_failed_or_silenced() -> None:
    met = Expectation("a", passed=True, message="")
    failed, silenced = met._replace(passed=False), met._replace(passed=False, silenced="x.yaml")
    assert wording.expectations(plan(expectations=(met, met, failed))) == "Expectations: 2 met, 1 failed"
    assert wording.expectations(plan(expectations=(failed, silenced))) == "Expectations: 0 met, 1 failed, 1 silenced"


ETCD = ObjectRef("v1", "Pod", "kube-system", "etcd")


@pytest.mark.parametrize(
    ("pod", "text", "rejected"),
    [
        (
            StaticPodPlan(ETCD, "etcd.yaml", placement=(group(State.BOUND, 3),), holds=("cpu 100m", "port 2379/TCP")),
            "kube-system/etcd on 3 nodes: uses cpu 100m, port 2379/TCP",
            False,
        ),
        (
            StaticPodPlan(ETCD, "etcd.yaml", placement=(group(State.EXCLUDED, 1),)),
            "kube-system/etcd runs on no node",
            True,
        ),
        (
            StaticPodPlan(ETCD, "etcd.yaml", placement=(group(State.REMOVED, 2),)),
            "kube-system/etcd is removed from 2 nodes",
            False,
        ),
        (StaticPodPlan(ObjectRef("", "", "", ""), "x.yaml", error="couldn't parse"), "x.yaml runs on no node", True),
    ],
)
def test_a_static_pod_is_named_with_what_it_uses(pod: StaticPodPlan, text: str, rejected: bool) -> None:
    assert wording.static_pod(pod) == text
    assert wording.is_rejected(pod) is rejected


def test_problems_of_a_static_pod_are_its_error_rejections_and_evictions() -> None:
    reason = Reason("OutOfcpu", Decider.KUBELET, "no room")
    pod = StaticPodPlan(
        ETCD,
        "etcd.yaml",
        error="bad file",
        placement=(
            group(State.EXCLUDED, 1, reasons=(reason, reason)),
            group(State.BOUND, 2, evicts=(Victim("default", "web", "n1", 0),)),
        ),
    )
    assert list(wording.static_pod_problems(pod)) == [
        "no pod: bad file",
        "rejected on n1: no room; no room",
        "evicts default/web to make room on n1, n2",
    ]
