"""What stands at the end of a report."""

from __future__ import annotations

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import (
    NOT_READY,
    Blocked,
    Bounds,
    Decider,
    Expectation,
    InventorySummary,
    Level,
    NodePlace,
    Placement,
    Plan,
    PlanReport,
    Reason,
    Rollout,
    State,
    Verdict,
    WorkloadPlan,
)
from dslint.report.plan import plan_ending, wording
from dslint.report.plan.digest import Digest, Part, digests
from dslint.report.terminal import Terminal
from tests.golden.plan_verdict_story import AGENT, LOSES, LOST, static_pod
from tests.report.plan.rendering import rendered

OTHER = AGENT._replace(name="other")
STALLS = "3 nodes are down"


def plan(**facts: object) -> Plan:
    return Plan("1.36", InventorySummary("", 1, 0), **{"workloads": (), **facts})


def blocked(ref: ObjectRef = AGENT) -> WorkloadPlan:
    return WorkloadPlan(ref, rollout=LOSES.rollout._replace(blocked=Blocked("X", STALLS, "help")))


def test_the_same_failure_of_several_workloads_is_told_once() -> None:
    failed = Expectation("fits", False, "a node is too small", "logging/agent", "DS815")
    found = plan(expectations=(failed, failed._replace(workload="logging/other"), failed._replace(passed=True)))
    (shown,) = plan_ending.failed_expectations(found)
    assert (shown.expectation, shown.told) == (failed, "fits: logging/agent, logging/other: a node is too small")


def test_why_a_rollout_stalls_is_not_told_again() -> None:
    failed = Expectation("quick", False, f"never completes: {STALLS}", "logging/agent", "DS810")
    default = failed._replace(name="not-blocked", message=f"{STALLS}; bring them back", code="DS812")
    found = plan(workloads=(blocked(),), expectations=(failed, default))
    (shown,) = plan_ending.failed_expectations(found)
    assert (shown.expectation, shown.told) == (failed, "quick: logging/agent: the rollout is blocked")


@pytest.mark.parametrize(
    ("code", "of_finding", "told"),
    [
        ("DS815", "DS815", True),
        ("DS811", "DS817", True),
        ("DS811", "DS801", True),
        ("DS813", "DS816", True),
        ("DS815", "DS817", False),
        ("DS810", "DS810", False),
    ],
)
def test_a_default_expectation_whose_failure_a_finding_tells_is_left_out(
    code: str, of_finding: str, told: bool
) -> None:
    failed = Expectation("x", False, "no", "logging/agent", code)
    found = plan(expectations=(failed,), findings=(LOST._replace(code=of_finding),))
    assert plan_ending.told_failures(found) == ([] if told else [failed])
    elsewhere = found._replace(findings=(LOST._replace(code=of_finding, object=OTHER),))
    assert plan_ending.told_failures(elsewhere) == [failed]


def test_findings_that_the_part_of_a_workload_tells_elsewhere_are_left_out() -> None:
    rejected = LOST._replace(code="DS231", message="selector does not match", object=OTHER)
    stalls = LOST._replace(code="DS812", message=STALLS)
    unmet = LOST._replace(code="DS810", message="quick: takes 9 s")
    refused = WorkloadPlan(OTHER, rejected=(rejected,))
    found = plan(workloads=(refused, blocked()), findings=(rejected, LOST, stalls, unmet))
    assert [one.code for one in plan_ending.findings_of(part_on(blocked(), found))] == ["DS816", "DS812"]
    assert [one.code for one in plan_ending.findings_of(part_on(refused, found))] == ["DS231"]
    assert plan_ending.findings(found) == []


def test_a_rejection_is_told_with_its_field_and_help_though_it_is_silenced() -> None:
    rejected = LOST._replace(code="DS231", message="Required value", field="spec.selector", origin=Origin.API_SERVER)
    unknown = rejected._replace(origin=Origin.SCHEMA, message='unknown field "spec.x"', field="spec.x")
    refused = WorkloadPlan(OTHER, rejected=(rejected, unknown))
    assert plan_ending.findings_of(Part((refused,), ())) == [
        rejected._replace(message="spec.selector: Required value"),
        unknown,
    ]


def test_a_manifest_that_cannot_be_read_is_told_once_under_the_name_of_its_file() -> None:
    unread = LOST._replace(code="DS001", message="did not find ','", object=None, file="a.yaml", origin=Origin.READER)
    nameless = WorkloadPlan(ObjectRef("", "", "", ""), rejected=(unread,))
    found = plan(workloads=(nameless,), findings=(unread, unread._replace(file="b.yaml")))
    assert wording.title((nameless,)) == "a.yaml"
    assert [one.code for one in plan_ending.findings_of(part_on(nameless, found))] == ["DS001"]
    assert [one.file for one in plan_ending.findings(found)] == ["b.yaml"]


def test_a_finding_on_the_whole_plan_names_its_object_once() -> None:
    gone = LOST._replace(object=OTHER, message="not in the new manifests")
    named = gone._replace(message=f"{OTHER} is not in the new manifests")
    assert [one.message for one in plan_ending.findings(plan(findings=(gone, named)))] == [
        "DaemonSet logging/other: not in the new manifests",
        "DaemonSet logging/other is not in the new manifests",
    ]


def test_a_remark_that_a_finding_says_is_left_out() -> None:
    found = plan(remarks=(f"also: {LOST.message}", "other"), findings=(LOST,))
    assert plan_ending.remarks(found) == ["other"]


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


REFUSAL = 'pods "agent-" is forbidden: no PriorityClass with name nope was found'
BY_SERVER = Reason("Forbidden", Decider.API_SERVER, REFUSAL)
FULL = Reason("InsufficientResource", Decider.SCHEDULER, "needs cpu 50m, 0 of 2 free")


def stalling(blocked: str = "") -> Rollout:
    stall = Blocked("X", blocked, "correct it") if blocked else None
    return Rollout("RollingUpdate", True, None, 4, 0, 0, 0, stall, Bounds(0, 0))


def update(state: State, reason: Reason, *findings: Finding, blocked: str = "", notes: tuple[str, ...] = ()) -> Plan:
    groups = (Placement(state, ("w-1", "w-2"), (reason,)),)
    workload = WorkloadPlan(AGENT, placement=groups, rollout=stalling(blocked) if blocked else None, notes=notes)
    return Plan(
        "1.36", InventorySummary("", 2, 0, places=(NodePlace("", "", ("w-1", "w-2")),)), (workload,), findings=findings
    )


def part_of(found: Plan) -> Part:
    (workload,) = found.workloads
    return part_on(workload, found, tuple(digests(workload.placement, {}, workload.rollout)))


def part_on(workload: WorkloadPlan, found: Plan, groups: tuple[Digest, ...] = ()) -> Part:
    return Part((workload,), groups, tuple(one for one in found.findings if one.object == workload.ref))


def messages(found: Plan) -> list[str]:
    return [finding.message for finding in plan_ending.findings_of(part_of(found))]


@pytest.mark.parametrize(
    ("code", "state", "reason", "message", "short"),
    [
        (
            "DS801",
            State.EXCLUDED,
            BY_SERVER,
            f"the pods on 2 nodes (w 2: w-1, w-2) are rejected: {REFUSAL}",
            "the pods on 2 nodes are rejected",
        ),
        (
            "DS817",
            State.PENDING,
            FULL,
            f"the pod is ready on none of 2 nodes; 2 nodes have it now: pending on 2 nodes (w 2): {FULL.message}",
            "the pod is ready on none of 2 nodes; 2 nodes have it now",
        ),
        (
            "DS816",
            State.REMOVED,
            FULL,
            "2 of 8 nodes lose the pod during the rollout (spot 2: w-1, w-2): untolerated taint",
            "2 of 8 nodes lose the pod during the rollout",
        ),
        (
            "DS811",
            State.EXCLUDED,
            FULL,
            f"runs-somewhere: runs on none of 2 nodes: {FULL.message}",
            "runs-somewhere: runs on none of 2 nodes",
        ),
        (
            "DS814",
            State.PENDING,
            FULL,
            "no-virtual-nodes: should run on 2 virtual nodes (fargate), which run no DaemonSet pods: w-1, w-2",
            "no-virtual-nodes: should run on 2 virtual nodes, which run no DaemonSet pods",
        ),
    ],
)
def test_nodes_and_reasons_that_a_group_has_are_not_said_again(
    code: str, state: State, reason: Reason, message: str, short: str
) -> None:
    found = LOST._replace(code=code, message=message)
    assert messages(update(state, reason, found)) == [short]
    other = reason._replace(message="other")
    assert messages(update(State.BOUND, other, found)) == [message]


def test_a_note_that_a_group_has_is_not_said_again_by_a_finding() -> None:
    note = Reason(
        "Evicted", Decider.TAINT_EVICTION_CONTROLLER, "taint k=v:NoExecute is tolerated for 60 s: it does not run"
    )
    group = Placement(State.BOUND, ("w-1",), notes=(note,))
    evicted = LOST._replace(code="DS818", message=f"the pod is evicted every 60 s on 1 node (w-1): {note.message}")
    found = plan(workloads=(WorkloadPlan(AGENT, placement=(group,)),), findings=(evicted,))
    assert messages(found) == ["the pod is evicted every 60 s on 1 node (w-1)"]


def test_a_pod_that_waits_for_its_node_is_told_with_the_node() -> None:
    waits = Reason(NOT_READY, Decider.KUBELET, "node is dead"), Reason("Evicted", Decider.KUBELET, "evicted in 300 s")
    group = Placement(State.BOUND, ("w-1",), notes=waits)
    message = "the pod is ready on no node: never ready on 1 node (w-1): node is dead; evicted in 300 s"
    found = plan(
        workloads=(WorkloadPlan(AGENT, placement=(group,)),), findings=(LOST._replace(code="DS817", message=message),)
    )
    assert messages(found) == ["the pod is ready on no node"]


def test_a_stall_is_told_last_without_the_refusal_that_a_group_has() -> None:
    stalls = f"the API server refuses new pods: {REFUSAL}"
    found = update(
        State.EXCLUDED,
        BY_SERVER,
        LOST._replace(code="DS812", message=stalls),
        LOST._replace(code="DS817", message=f"the pod is ready on no node: {stalls}"),
        blocked=stalls,
    )
    assert messages(found) == ["the pod is ready on no node", "blocked: the API server refuses new pods"]
    assert plan_ending.unreported_stall(part_of(found)) is None


def test_a_stall_that_is_silenced_is_still_said() -> None:
    found = update(State.EXCLUDED, BY_SERVER, blocked="2 nodes are down")
    assert messages(found) == []
    assert plan_ending.unreported_stall(part_of(found)).message == "2 nodes are down"
    assert plan_ending.unreported_stall(part_of(update(State.BOUND, FULL))) is None


def test_notes_leave_the_reason_to_the_group() -> None:
    found = update(State.EXCLUDED, BY_SERVER, notes=(f"its pods are rejected: {REFUSAL}", "other"))
    assert list(plan_ending.notes_of(part_of(found))) == ["its pods are rejected", "other"]


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_a_refusal_is_told_in_full_once(name: str) -> None:
    reason = BY_SERVER._replace(message=f"{REFUSAL}: {'and more ' * 20}end")
    found = update(
        State.EXCLUDED,
        reason,
        LOST._replace(code="DS801", message=f"the pods on 2 nodes (w-1, w-2) are rejected: {reason.message}"),
        notes=(f"the DaemonSet is accepted, but its pods are rejected: {reason.message}",),
    )._replace(verdict=Verdict(Level.OUTAGE, f"the pods are rejected: {reason.message}"))
    text = rendered(name, PlanReport((found,)), Terminal(width=900))
    assert text.partition(">Nodes by pool")[0].count("and more and more") // 10 == 1
