from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.engine import plan_versions
from dslint.plans import Level, Plan, State
from dslint.policy import catalogue
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text
from tests.planning.nodes import daemonset, node, taint

CODES = ("DS811", "DS812", "DS813", "DS816", "DS817", "DS818", "DS819")


@pytest.mark.parametrize("code", CODES)
def test_an_example_of_a_rule_is_found_where_it_marks_it(code: str) -> None:
    for example in catalogue.page(code).examples:
        options = example.options
        inventory = [document.value for document in read_text(options.inventory or "", "nodes.yaml").documents]
        baseline = [document.value for document in read_text(options.baseline or "", "old.yaml").documents]
        for text, expected in ((example.bad, set(example.expected)), (example.good, set())):
            plan = dslint.plan(
                Text(options.name, text),
                inventory=inventory,
                baseline=baseline if options.baseline else None,
                kubernetes_version=options.kubernetes_versions[0] if options.kubernetes_versions else None,
            )
            assert {(one.line, one.code) for one in plan.findings if one.code == code} == expected


def agent(image: str = "agent:1", strategy: dict[str, Any] | None = None, **pod: Any) -> dict[str, Any]:
    requests = pod.pop("requests", {})
    containers = [{"name": "agent", "image": image, "resources": {"requests": requests}}]
    found = daemonset(containers=containers, **pod)
    if strategy:
        found["spec"]["updateStrategy"] = {"rollingUpdate": strategy}
    return found


def updated(new: dict[str, Any], nodes: list[dict[str, Any]], **options: Any) -> Plan:
    return dslint.plan([new], inventory=nodes, baseline=[agent()], **options)


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(found.code, found.severity.value) for found in plan.findings]


SEVEN = [node(f"n{number}") for number in range(1, 8)]
ALL_AT_ONCE = {"maxUnavailable": "100%"}


def test_a_new_workload_that_is_pending_everywhere_fails() -> None:
    plan = dslint.plan([agent(requests={"cpu": "4", "memory": "9Gi"})], inventory=SEVEN)
    assert told(plan)[0] == ("DS817", "error")
    assert plan.verdict == (Level.OUTAGE, "default/agent is ready on none of 7 nodes")


def test_an_update_that_fits_nowhere_is_an_outage_only_if_no_old_pod_is_left() -> None:
    large = {"requests": {"cpu": "9"}}
    gradual = updated(agent("agent:2", **large), SEVEN)
    assert gradual.verdict is not None
    assert (gradual.verdict.level, told(gradual)[0]) == (Level.BLOCKED, ("DS812", "error"))
    at_once = updated(agent("agent:2", ALL_AT_ONCE, **large), SEVEN)
    assert at_once.verdict == (Level.OUTAGE, "default/agent is ready on none of 7 nodes")


def test_a_version_that_is_broken_everywhere_is_an_outage_if_the_budget_is_everything() -> None:
    plan = updated(agent("agent:2", ALL_AT_ONCE), SEVEN, broken=["*"])
    assert told(plan) == [("DS817", "error")], "said once"
    waits = 'Waiting for daemon set "agent" rollout to finish: 0 of 7 updated pods are available...'
    assert plan.findings[0].message == f"the pod is ready on none of 7 nodes; 7 nodes have it now: {waits}"
    gradual = updated(agent("agent:2"), SEVEN, broken=["*"])
    assert gradual.verdict is not None
    assert (told(gradual), gradual.verdict.level) == ([("DS812", "error")], Level.BLOCKED)


def test_without_workloads_nothing_is_planned() -> None:
    assert dslint.plan([], inventory=SEVEN).verdict == (Level.SAFE, "no workload is planned")


def test_a_rollout_that_waits_for_ever_is_an_error_though_the_budget_is_not_used_up() -> None:
    nodes = [*SEVEN[:6], node("small", cpu="1")]
    plan = updated(agent("agent:2", {"maxUnavailable": 3}, requests={"cpu": "2"}), nodes)
    [rollout] = [one.rollout for one in plan.workloads]
    assert rollout is not None
    assert rollout.blocked is None
    assert rollout.meanwhile is not None
    assert rollout.meanwhile.kubectl.startswith("Waiting for daemon set")
    found = {one.code: one for one in plan.findings}["DS818"]
    assert found.message.startswith("the rollout never ends: pending on 1 node (small): needs cpu 2")
    assert plan.verdict is not None
    assert plan.verdict.level is Level.BLOCKED


def test_a_new_workload_that_is_pending_on_some_nodes_is_a_warning() -> None:
    plan = dslint.plan(
        [agent(requests={"cpu": "2"}), {**agent(requests={"cpu": "2500m"}), "metadata": {"name": "other"}}],
        inventory=[*SEVEN[:2], node("large", cpu="8")],
    )
    assert told(plan) == [("DS818", "warning")]
    assert plan.verdict is not None
    assert plan.verdict.level is Level.AT_RISK


def test_where_the_pod_never_starts_no_room_is_to_be_made() -> None:
    virtual = node("virtual", labels={"type": "virtual-kubelet", "eks.amazonaws.com/compute-type": "fargate"})
    helps = [
        {found.code: found.help for found in dslint.plan([new], inventory=[*SEVEN[:2], further]).findings}["DS818"]
        for new, further in (
            (agent(), virtual),
            (agent(requests={"cpu": "2"}), node("small", cpu="1")),
        )
    ]
    assert helps == [
        "exclude these nodes, or repair what keeps the pod from starting there",
        catalogue.rule("DS818").help,
    ]


def test_new_pods_that_admission_refuses_are_an_error_while_the_old_ones_stay() -> None:
    limits = {
        "apiVersion": "v1",
        "kind": "LimitRange",
        "metadata": {"name": "limits", "namespace": "default"},
        "spec": {"limits": [{"type": "Container", "max": {"memory": "1Gi"}}]},
    }
    small = {"requests": {"memory": "1Gi"}, "limits": {"memory": "1Gi"}}
    old, new = agent(), agent("agent:2")
    old["spec"]["template"]["spec"]["containers"][0]["resources"] = small
    new["spec"]["template"]["spec"]["containers"][0]["resources"] = {"limits": {"memory": "2Gi"}}
    plan = dslint.plan([new], inventory=[*SEVEN, limits], baseline=[old])
    assert told(plan) == [("DS812", "error")]
    reason = "rollout of default/agent: the API server refuses new pods: maximum memory usage per Container is 1Gi"
    assert plan.verdict is not None
    assert (plan.verdict.level, plan.verdict.reason[: len(reason)]) == (Level.BLOCKED, reason)
    at_once = dslint.plan(
        [{**new, "spec": {**new["spec"], "updateStrategy": {"rollingUpdate": ALL_AT_ONCE}}}],
        inventory=[*SEVEN, limits],
        baseline=[old],
    )
    assert at_once.verdict == (Level.OUTAGE, "default/agent is ready on none of 7 nodes")


def pressed(number: int) -> list[dict[str, Any]]:
    """Seven nodes, so many of them with disk pressure."""
    pressure = [{"type": "Ready", "status": "True"}, {"type": "DiskPressure", "status": "True"}]
    return [{**one, "status": {**one["status"], "conditions": pressure}} for one in SEVEN[:number]] + SEVEN[number:]


@pytest.mark.parametrize(
    ("strategy", "pressures", "level", "codes"),
    [
        ({"maxUnavailable": 1}, 7, Level.BLOCKED, ["DS812"]),
        ({"maxUnavailable": "100%"}, 7, Level.OUTAGE, ["DS817"]),
        ({"maxUnavailable": "100%"}, 6, Level.BLOCKED, ["DS818"]),
        ({"maxUnavailable": 0, "maxSurge": 1}, 7, Level.BLOCKED, ["DS812"]),
    ],
)
def test_an_update_is_an_outage_only_if_no_pod_is_ready_where_it_ends_or_stalls(
    strategy: dict[str, Any], pressures: int, level: Level, codes: list[str]
) -> None:
    plan = updated(agent("agent:2", strategy), pressed(pressures))
    assert plan.verdict is not None
    assert (plan.verdict.level, [code for code, _ in told(plan)]) == (level, codes)


EXPECT = "apiVersion: dslint.dev/v1\nkind: Expectations\nexpect:\n- {name: it, "


@pytest.mark.parametrize(
    ("expect", "codes"),
    [
        ("desired: {min: 1}}", ["DS813", "DS816"]),
        ("removed: {max: 2}}", []),
        ("removed: {max: 1}}", ["DS810"]),
        ("removed: {max: 2}, workload: other}", ["DS810", "DS813", "DS816"]),
        ("whatIf: cordon n1, removed: {max: 2}}", ["DS813", "DS816"]),
        ("removedAtOnce: {max: 1}}", ["DS816"]),
        ("removedAtOnce: {max: 1}}\ndefaults: true", ["DS816"]),
    ],
)
def test_an_expectation_about_removal_decides_instead_of_the_default(
    tmp_path: Path, expect: str, codes: list[str]
) -> None:
    (tmp_path / "expect.yaml").write_text(EXPECT + expect + "\n")
    tainted = [node("n1", taint("spot")), node("n2", taint("gpu", "NoExecute")), node("n3")]
    report = plan_versions(
        [agent("agent:2")],
        inventory=tainted,
        baseline=[agent(tolerations=[{"operator": "Exists"}])],
        expect=tmp_path / "expect.yaml",
    )
    assert sorted(found.code for found in report.plans[0].findings) == codes


def test_a_what_if_has_a_verdict_of_its_own() -> None:
    report = plan_versions([agent("agent:2")], inventory=SEVEN, baseline=[agent()], what_if=["taint n1 a:NoExecute"])
    plan = report.plans[0]
    assert plan.what_if is not None
    assert plan.what_if.plan.verdict == (Level.AT_RISK, "1 of 7 nodes loses default/agent")
    assert (plan.findings, plan.verdict) == ((), (Level.SAFE, "default/agent runs on 7 nodes"))


def test_a_finding_leaves_out_what_an_event_says_of_other_nodes() -> None:
    on = [*SEVEN, node("small", cpu="1"), node("gpu", taint("gpu"))]
    for requests in ({"cpu": "2"}, {"cpu": "9"}):
        plan = dslint.plan([agent(requests=requests)], inventory=on, kubernetes_version="1.23")
        pending = [group for group in plan.workloads[0].placement if group.state is State.PENDING]
        assert any("other nodes" in note.message for group in pending for note in (*group.reasons, *group.notes))
        assert plan.findings
        assert not [found.message for found in plan.findings if "other nodes" in found.message]
