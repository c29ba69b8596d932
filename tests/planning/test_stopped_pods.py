"""Pods that admission refuses, that the kubelet of their node rejects, or that are evicted in a loop."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.findings import Origin, Severity
from dslint.plans import Level, Plan
from tests.planning.nodes import daemonset, node, plain_pod, taint

TIGHT, LARGE = node("tight", cpu="100m"), node("large")


def dead(name: str) -> dict[str, Any]:
    made = node(name)
    return {**made, "status": {**made["status"], "conditions": [{"type": "Ready", "status": "Unknown"}]}}


def named(name: str, cpu: str = "10m") -> dict[str, Any]:
    container = {"name": "probe", "image": "probe:1", "resources": {"requests": {"cpu": cpu}}}
    return plain_pod(nodeName=name, containers=[container])


def told(plan: Plan) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in plan.findings]


def level(plan: Plan) -> Level:
    assert plan.verdict is not None
    return plan.verdict.level


def test_a_pod_that_the_kubelet_of_its_node_has_no_room_for_is_rejected() -> None:
    plan = dslint.plan([named("tight", "200m")], inventory=[TIGHT, LARGE])
    assert told(plan) == [("DS801", Severity.ERROR)], "that other nodes are not named is no rejection"
    (finding,) = plan.findings
    assert finding.origin is Origin.KUBELET
    assert finding.message.startswith("rejected by the kubelet of tight: needs cpu 200m, 100m free (Pod was rejected:")
    assert level(plan) is Level.REJECTED
    assert plan.verdict is not None
    assert plan.verdict.reason.startswith("the kubelet of tight rejects default/probe: needs cpu 200m, 100m free")


def test_a_pod_that_names_a_dead_node_is_an_outage_and_one_that_runs_is_safe() -> None:
    plan = dslint.plan([named("gone")], inventory=[dead("gone"), LARGE])
    assert told(plan) == [("DS817", Severity.ERROR)]
    assert plan.verdict == (Level.OUTAGE, "default/probe is ready on no node: 1 node is dead")
    assert "never ready on 1 node (gone): node is dead: its kubelet does not report" in plan.findings[0].message
    assert plan.findings[0].help == "repair these nodes, or choose others for the pod"
    assert level(dslint.plan([named("large")], inventory=[dead("gone"), LARGE])) is Level.SAFE


def test_a_new_daemonset_is_an_outage_where_all_nodes_are_dead() -> None:
    tolerant = daemonset(tolerations=[{"operator": "Exists"}])
    everywhere = dslint.plan([tolerant], inventory=[dead("a"), dead("b")])
    assert everywhere.verdict == (Level.OUTAGE, "default/agent is ready on none of 2 nodes: 2 nodes are dead")
    assert level(dslint.plan([tolerant], inventory=[dead("a"), LARGE])) is Level.SAFE


def quota(cpu: str) -> dict[str, Any]:
    metadata = {"name": "q", "namespace": "default"}
    return {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": metadata, "spec": {"hard": {"requests.cpu": cpu}}}


def requesting(cpu: str) -> dict[str, Any]:
    return daemonset(containers=[{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": cpu}}}])


@pytest.mark.parametrize(
    ("hard", "expected", "reason"),
    [
        ("10m", Level.OUTAGE, "default/agent gets no pod on any node: the API server refuses them: exceeded quota: q"),
        ("50m", Level.AT_RISK, "default/agent gets no pod on 1 node: the API server refuses them: exceeded quota: q"),
        ("100m", Level.SAFE, "default/agent runs on 2 nodes"),
    ],
)
def test_a_daemonset_is_accepted_though_its_pods_are_refused(hard: str, expected: Level, reason: str) -> None:
    plan = dslint.plan([requesting("50m")], inventory=[node("a"), node("b"), quota(hard)])
    assert level(plan) is expected
    assert plan.verdict is not None
    assert plan.verdict.reason.startswith(reason)
    assert [finding.code for finding in plan.findings] == ([] if expected is Level.SAFE else ["DS801"])


def patient(**seconds: int) -> dict[str, Any]:
    return daemonset(tolerations=[{"key": key, "tolerationSeconds": time} for key, time in seconds.items()])


@pytest.mark.parametrize("runs", [False, True])
def test_a_pod_that_tolerates_its_taint_for_a_time_is_evicted_again_and_again(*, runs: bool) -> None:
    agent = patient(short=60, long=90)
    for toleration in agent["spec"]["template"]["spec"]["tolerations"]:
        toleration["operator"], toleration["effect"] = "Exists", "NoExecute"
    nodes = [node("a", taint("short", "NoExecute")), node("b", taint("short", "NoExecute")), node("c")]
    plan = dslint.plan([agent], inventory=nodes, baseline=[agent] if runs else None)
    assert told(plan) == [("DS818", Severity.WARNING)]
    assert plan.verdict == (Level.AT_RISK, "default/agent is evicted every 60 s on 2 nodes")
    assert plan.findings[0].message.startswith("the pod is evicted every 60 s on 2 nodes (a, b): taint short:NoExecute")
    other = node("d", taint("long", "NoExecute"))
    both = dslint.plan([agent], inventory=[*nodes, other], baseline=[agent] if runs else None)
    assert [finding.message.partition(" (")[0] for finding in both.findings] == [
        "the pod is evicted every 60 s on 2 nodes",
        "the pod is evicted every 90 s on 1 node",
    ]
