from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity, Span
from dslint.planning.verdicts import brief, judged
from dslint.plans import (
    Decider,
    Expectation,
    InventorySummary,
    Level,
    Placement,
    Plan,
    Reason,
    State,
    StaticPodPlan,
    WorkloadPlan,
)


def group(state: State, *nodes: str, never_ready: bool = False, decider: Decider = Decider.SCHEDULER) -> Placement:
    reasons = () if state is State.BOUND else (Reason("X", decider, "no room"),)
    return Placement(state, nodes, reasons, never_ready=never_ready)


def plan_of(*groups: Placement, kind: str = "DaemonSet", **facts: Any) -> Plan:
    counts = {state: sum(one.number for one in groups if one.state is state) for state in State}
    placed = WorkloadPlan(
        ObjectRef("apps/v1", kind, "logging", "agent"),
        desired=facts.pop("desired", counts[State.BOUND] + counts[State.PENDING]),
        bound=counts[State.BOUND],
        pending=counts[State.PENDING],
        placement=groups,
        rollout=facts.pop("rollout", None),
    )
    return judged(Plan("1.36", InventorySummary("lab", 3, 0), (placed,), **facts))


@pytest.mark.parametrize(
    ("plan", "level", "reason", "findings"),
    [
        (plan_of(group(State.BOUND, "a", "b")), Level.SAFE, "logging/agent runs on 2 nodes", []),
        (
            plan_of(group(State.PENDING, "a", "b")),
            Level.OUTAGE,
            "logging/agent is ready on none of 2 nodes",
            [("DS817", Severity.ERROR)],
        ),
        (
            plan_of(group(State.BOUND, "a", never_ready=True)),
            Level.OUTAGE,
            "logging/agent is ready on no node",
            [("DS817", Severity.ERROR)],
        ),
        (
            plan_of(group(State.BOUND, "a"), group(State.PENDING, "b")),
            Level.AT_RISK,
            "logging/agent does not become ready on 1 node (b)",
            [("DS818", Severity.WARNING)],
        ),
        (
            plan_of(group(State.EXCLUDED, "a", decider=Decider.API_SERVER), desired=1),
            Level.OUTAGE,
            "logging/agent gets no pod on any node: the API server refuses them: no room",
            [("DS801", Severity.ERROR)],
        ),
        (
            plan_of(group(State.BOUND, "a"), group(State.EXCLUDED, "b", decider=Decider.API_SERVER), desired=2),
            Level.AT_RISK,
            "logging/agent gets no pod on 1 node: the API server refuses them: no room",
            [("DS801", Severity.ERROR)],
        ),
        (
            plan_of(group(State.PENDING, "a", "b"), kind="Pod", desired=1),
            Level.OUTAGE,
            "logging/agent fits on none of 2 nodes",
            [("DS817", Severity.ERROR)],
        ),
        (plan_of(group(State.EXCLUDED, "a")), Level.SAFE, "logging/agent runs on 0 nodes", []),
    ],
)
def test_a_new_workload_is_judged_by_where_its_pods_become_ready(
    plan: Plan, level: Level, reason: str, findings: list[tuple[str, Severity]]
) -> None:
    assert plan.verdict == (level, reason)
    assert plan.workloads[0].verdict == plan.verdict
    assert [(found.code, found.severity) for found in plan.findings] == findings


def test_the_worst_verdict_holds_and_several_safe_workloads_have_one_reason() -> None:
    [safe] = plan_of(group(State.BOUND, "a")).workloads
    [down] = plan_of(group(State.PENDING, "a")).workloads
    other = down._replace(ref=down.ref._replace(name="other"))
    both = judged(Plan("1.36", InventorySummary("lab", 1, 0), (safe, other)))
    assert both.verdict == (Level.OUTAGE, "logging/other is ready on no node")
    assert [one.verdict.level for one in both.workloads if one.verdict] == [Level.SAFE, Level.OUTAGE]
    quiet = judged(Plan("1.36", InventorySummary("lab", 1, 0), (safe, safe)))
    assert quiet.verdict == (Level.SAFE, "nothing is lost or blocked in 2 workloads")


POD_SECURITY = (
    'pods "agent-" is forbidden: violates PodSecurity "restricted:latest": privileged (container "agent" must not set'
    ' securityContext.privileged=true), runAsNonRoot != true (pod or container "agent" must set runAsNonRoot=true)'
)


def test_an_outage_names_the_first_clause_of_what_admission_answers() -> None:
    refusal = Placement(State.EXCLUDED, ("a",), (Reason("PodSecurity", Decider.API_SERVER, POD_SECURITY),))
    plan = plan_of(refusal, desired=1)
    refuses = "logging/agent gets no pod on any node: the API server refuses them: violates PodSecurity"
    assert plan.verdict == (Level.OUTAGE, f'{refuses} "restricted:latest": privileged …')
    assert plan.findings[0].message == f"the pods on 1 node (a) are rejected: {POD_SECURITY}"


@pytest.mark.parametrize(
    ("reason", "short"),
    [
        ("2 of 7 nodes lose it", "2 of 7 nodes lose it"),
        ("two\n  lines", "two lines"),
        ("x" * 161, f"{'x' * 160} …"),
        ("first " * 40, f"{'first ' * 26}…"),
        (f"{'word ' * 15}end: {'more ' * 20}", f"{'word ' * 15}end …"),
        (f"{'word ' * 15}end (a: b, {'more ' * 20})", f"{'word ' * 15}end …"),
        (f"early: {'word ' * 40}", f"early: {'word ' * 30}…"),
    ],
)
def test_a_reason_is_one_short_line_of_whole_words(reason: str, short: str) -> None:
    assert brief(reason) == short


def test_a_failed_expectation_is_a_risk_and_one_without_workload_too() -> None:
    failed = Expectation("gentle", passed=False, message="3 down", workload="logging/agent", code="DS810")
    lost = Expectation("named", passed=False, message="no workload matches x", code="DS810")
    plan = plan_of(group(State.BOUND, "a"), expectations=(failed, lost))
    assert plan.verdict == (Level.AT_RISK, "logging/agent: 3 down")
    assert [(found.message, found.object and found.object.name) for found in plan.findings] == [
        ("gentle: 3 down", "agent"),
        ("named: no workload matches x", None),
    ]


def test_a_daemonset_that_no_node_is_eligible_for_is_a_risk_with_one_short_reason() -> None:
    message = "runs on none of 3 nodes: nodeSelector disk=ssd, untolerated taint a:NoSchedule"
    nowhere = Expectation("runs-somewhere", passed=False, message=message, workload="logging/agent", code="DS811")
    plan = plan_of(group(State.EXCLUDED, "a"), expectations=(nowhere,))
    assert plan.verdict == (Level.AT_RISK, "logging/agent runs on none of 3 nodes")


def test_a_static_pod_that_a_kubelet_rejects_is_rejected() -> None:
    reason = Reason("OutOfcpu", Decider.KUBELET, "no room")
    etcd = ObjectRef("v1", "Pod", "kube-system", "etcd")
    refused = StaticPodPlan(etcd, "etcd.yaml", placement=(Placement(State.EXCLUDED, ("n1",), (reason,)),))
    unread = StaticPodPlan(ObjectRef("", "", "", ""), "x.yaml", error="couldn't parse")
    plan = plan_of(group(State.BOUND, "a"), static_pods=(refused, unread))
    assert plan.verdict == (Level.REJECTED, "the kubelet rejects the static pod etcd")
    assert [(found.code, found.origin, found.file, found.message) for found in plan.findings] == [
        ("DS801", Origin.KUBELET, "etcd.yaml", "rejected by the kubelet of 1 node (n1): no room"),
        ("DS801", Origin.KUBELET, "x.yaml", "rejected by the kubelet: couldn't parse"),
    ]


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        (Origin.API_SERVER, "the API server rejects logging/agent: spec.selector: Required value"),
        (Origin.READER, "logging/agent cannot be read"),
    ],
)
def test_what_cannot_be_stored_is_rejected(origin: Origin, reason: str) -> None:
    ref = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
    error = Finding(
        "DS231", "x", Severity.ERROR, origin, "Required value", ref, "spec.selector", (), "ds.yaml", Span(1, 1, 1, 1)
    )
    plan = judged(Plan("1.36", InventorySummary("lab", 1, 0), (WorkloadPlan(ref, rejected=(error,)),)))
    assert plan.verdict == (Level.REJECTED, reason)
    assert plan.findings == (error._replace(kubernetes_versions=("1.36",)),)


def test_what_cannot_be_read_is_rejected_though_it_has_no_name() -> None:
    error = Finding("DS001", "x", Severity.ERROR, Origin.READER, "no YAML", None, "", (), "ds.yaml", Span(1, 1, 1, 1))
    unread = WorkloadPlan(ObjectRef("", "", "", ""), rejected=(error,))
    [agent] = plan_of(group(State.BOUND, "a")).workloads
    plan = judged(Plan("1.36", InventorySummary("lab", 1, 0), (unread, agent)))
    verdicts = [(Level.REJECTED, "ds.yaml cannot be read"), (Level.SAFE, "logging/agent runs on 1 node")]
    assert [one.verdict for one in plan.workloads] == verdicts
