"""Plans of several versions, and what another inventory would change."""

from __future__ import annotations

from dslint.findings import ObjectRef
from dslint.plans import (
    ClusterFailure,
    Decider,
    InventorySummary,
    Placement,
    Plan,
    PlanReport,
    Reason,
    State,
    WhatIf,
    WorkloadPlan,
)

REF = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
CORDONED = Reason("NodeUnschedulable", Decider.SCHEDULER, "node is cordoned")


def workload(*groups: Placement) -> WorkloadPlan:
    return WorkloadPlan(REF, placement=groups)


def plan(version: str, *groups: Placement, what_if: WhatIf | None = None) -> Plan:
    return Plan(version, InventorySummary("lab", 3, 0), (workload(*groups),), what_if=what_if)


BOUND = Placement(State.BOUND, ("n1", "n2"))
PENDING = Placement(State.PENDING, ("n1", "n2"), (CORDONED,))


def test_plans_say_the_same_but_for_their_version():
    assert plan("1.35", BOUND).says_the_same(plan("1.36", BOUND))
    assert not plan("1.36", BOUND).says_the_same(plan("1.36", PENDING))


def test_what_ifs_are_compared_without_their_version_too():
    one, other = (
        plan(version, BOUND, what_if=WhatIf(("cordon n1",), plan(version, PENDING), ())) for version in ("1.35", "1.36")
    )
    assert one.says_the_same(other)
    assert not one.says_the_same(plan("1.35", BOUND))


def test_equal_plans_are_merged_with_their_versions_in_order():
    report = PlanReport((plan("1.33", BOUND), plan("1.34", PENDING), plan("1.35", BOUND)))
    assert [(versions, found.kubernetes_version) for versions, found in report.merged()] == [
        (("1.33", "1.35"), "1.33"),
        (("1.34",), "1.34"),
    ]
    assert report.kubernetes_versions == ("1.33", "1.34", "1.35")


def test_one_plan_is_written_as_it_is_and_several_as_a_list():
    assert PlanReport((plan("1.36", BOUND),)).to_dict() == plan("1.36", BOUND).to_dict()
    written = PlanReport((plan("1.35", BOUND), plan("1.36", BOUND))).to_dict()
    assert (written["apiVersion"], written["kind"]) == ("dslint.dev/v1", "PlanList")
    assert written["kubernetesVersions"] == ["1.35", "1.36"]
    assert [(item["kubernetesVersion"], item["kubernetesVersions"]) for item in written["items"]] == [
        ("1.35", ["1.35", "1.36"])
    ]


def test_the_plans_of_named_clusters_are_a_list_even_if_there_is_one():
    one = PlanReport((plan("1.36", BOUND)._replace(cluster="prod"),))
    assert one.is_fleet
    written = one.to_dict()
    assert (written["kind"], written["items"][0]["cluster"]) == ("PlanList", "prod")
    assert "failures" not in written
    failed = one._replace(failures=(ClusterFailure("dev", "no nodes", "dev.yaml"),)).to_dict()
    assert failed["failures"] == [{"cluster": "dev", "message": "no nodes"}]


def test_equal_plans_of_two_clusters_are_not_merged_and_versions_are_named_once():
    report = PlanReport(tuple(plan("1.36", BOUND)._replace(cluster=name) for name in ("a", "b")))
    assert [found.cluster for _, found in report.merged()] == ["a", "b"]
    assert report.kubernetes_versions == ("1.36",)
    assert not PlanReport((plan("1.36", BOUND),)).is_fleet


def test_a_failure_names_its_cluster():
    assert str(ClusterFailure("dev", "no nodes")) == "cluster dev: no nodes"
