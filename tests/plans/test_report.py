"""Plans of several versions, and what another inventory would change."""

from __future__ import annotations

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import (
    ClusterFailure,
    Decider,
    InventorySummary,
    Level,
    NodePlace,
    Placement,
    Plan,
    PlanReport,
    Reason,
    State,
    Verdict,
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


def test_nodes_are_named_with_their_pools_three_at_most() -> None:
    places = (NodePlace("spot", "a", ("s1", "s2")), NodePlace("", "a", ("x",)), NodePlace("spot", "b", ("s3", "s4")))
    summary = InventorySummary("lab", 5, 0, places=places)
    assert summary.named(["s1", "s3", "s4", "x"]) == "4 nodes (spot 3: s1, s3, s4 and 1 more)"
    assert summary.named(["x"]) == "1 node (x)"


def test_the_verdict_of_a_finding_is_limited_by_its_severity() -> None:
    blocked = Verdict(Level.BLOCKED, "stalls")

    def judged(severity: Severity) -> Verdict | None:
        finding = Finding("DS812", "x", severity, Origin.POLICY, "no", REF, "", (), None, None)
        found = plan("1.36")._replace(findings=(finding,), grounds=(blocked,)).with_verdicts()
        assert found.verdict == found.workloads[0].verdict
        return found.verdict

    assert judged(Severity.ERROR) == blocked
    assert judged(Severity.WARNING) == blocked._replace(level=Level.AT_RISK)
    assert judged(Severity.INFO) == Verdict(Level.SAFE, "logging/agent runs on 0 nodes")


def test_plans_whose_findings_differ_in_their_versions_alone_say_the_same() -> None:
    finding = Finding("DS812", "x", Severity.ERROR, Origin.POLICY, "no", REF, "", (), None, None)
    plans = [
        plan(version)._replace(findings=(finding._replace(kubernetes_versions=(version,)),))
        for version in ("1.35", "1.36")
    ]
    assert [versions for versions, _ in PlanReport(tuple(plans)).merged()] == [("1.35", "1.36")]
