"""Pods that name their node: the kubelet decides, and the scheduler's checks do not apply."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.engine import plan_versions
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.planning.named_node import admission
from dslint.plans import Decider, State, WorkloadPlan
from tests.planning.nodes import daemonset, node, plain_pod, states, taint


def asking(**requests: str) -> list[dict[str, Any]]:
    limits = {name: amount for name, amount in requests.items() if "/" in name}
    return [{"name": "c", "image": "c:1", "resources": {"requests": requests, "limits": limits}}]


def planned(pod: dict[str, Any], *on: dict[str, Any], **options: Any) -> WorkloadPlan:
    report = plan_versions([pod], inventory=list(on), versions=["1.36"], **options)
    return report.plans[0].workloads[0]


def refused(on: dict[str, Any], **spec: Any) -> list[str]:
    """Why the kubelet of the node that the Pod names refuses it."""
    found = planned(plain_pod(nodeName="n1", **spec), on, node("n2"))
    (group,) = [each for each in found.placement if "n1" in each.nodes]
    assert group.never_ready is bool(group.notes)
    return [note.code for note in group.notes]


def test_a_pod_that_asks_for_more_than_is_free_is_failed_and_not_pending() -> None:
    found = planned(plain_pod(nodeName="n1", containers=asking(cpu="200m")), node("n1", cpu="100m"))
    assert (found.pending, states(found), found.placement[0].never_ready) == (0, {"n1": State.BOUND}, True)
    (reason,) = found.placement[0].notes
    assert (reason.code, reason.decider) == ("OutOfcpu", Decider.KUBELET)
    assert "requested: 200, used: 0, capacity: 100" in reason.message


@pytest.mark.parametrize(
    ("spec", "on", "codes"),
    [
        ({}, node("n1"), []),
        ({}, node("n1", taint("a")), []),
        ({}, node("n1", taint("a", "NoExecute")), ["TaintToleration"]),
        ({"nodeSelector": {"disk": "ssd"}}, node("n1"), ["NodeAffinity"]),
        ({"containers": asking(**{"example.com/gpu": "1"})}, node("n1"), []),
        ({"containers": asking(memory="9Gi")}, node("n1"), ["OutOfmemory"]),
        ({}, node("n1", pods="0"), ["OutOfpods"]),
    ],
)
def test_the_kubelet_s_admission_decides(spec: dict[str, Any], on: dict[str, Any], codes: list[str]) -> None:
    assert refused(on, **spec) == codes


@pytest.mark.parametrize(
    ("spec", "free", "code"),
    [
        ({"containers": asking(cpu="200m")}, "4", None),
        ({"containers": asking(cpu="200m")}, "200m", None),
        ({"containers": asking(cpu="200m")}, "100m", "OutOfcpu"),
        ({"containers": asking(**{"example.com/gpu": "1"})}, "4", None),
        (
            {"containers": asking(cpu="200m"), "priorityClassName": "system-node-critical"},
            "100m",
            "UnexpectedAdmissionError",
        ),
    ],
)
@pytest.mark.parametrize("baseline", [[], [daemonset(nodeName="n1")]])
def test_the_kubelet_admits_the_pod_of_a_daemonset_whose_template_names_its_node(
    spec: dict[str, Any], free: str, code: str | None, baseline: list[dict[str, Any]]
) -> None:
    found = planned(daemonset(nodeName="n1", **spec), node("n1", cpu=free), node("n2"), baseline=baseline)
    (bound,) = [group for group in found.placement if group.state is State.BOUND]
    assert (bound.nodes, bound.never_ready) == (("n1",), code is not None)
    assert [note.code for note in bound.notes] == ([code] if code else [])
    assert all("creates it again and again" in note.message for note in bound.notes)
    if found.rollout is not None and found.rollout.unavailable is not None:
        assert found.rollout.unavailable.in_the_end == (1 if code else 0)


def test_a_pod_of_a_daemonset_that_runs_on_its_node_is_not_admitted_again() -> None:
    daemon = daemonset(nodeName="n1", containers=asking(cpu="200m"))
    found = planned(daemon, node("n1", cpu="100m"), baseline=[daemon])
    assert [(group.nodes, group.never_ready) for group in found.placement] == [(("n1",), False)]


def test_a_critical_pod_evicts_and_its_victims_are_named() -> None:
    low = plain_pod(nodeName="n1", containers=asking(cpu="3"))
    low["metadata"]["name"] = "low"
    critical = plain_pod(nodeName="n1", containers=asking(cpu="2"), priorityClassName="system-node-critical")
    critical["metadata"]["namespace"] = "kube-system"
    found = planned(critical, node("n1"), low)
    assert not found.placement[0].never_ready
    assert [victim.name for group in found.placement for victim in group.evicts] == ["low"]
    plain = planned(plain_pod(nodeName="n1", containers=asking(cpu="2")), node("n1"), low)
    assert plain.placement[0].never_ready


def test_a_dead_node_is_said_to_be_one() -> None:
    dead = node("n1")
    dead["status"]["conditions"] = [{"type": "Ready", "status": "Unknown"}]
    pod = plain_pod(nodeName="n1")
    (group,) = planned(pod, dead).placement
    assert [note.message for note in group.notes] == [
        "node is dead: its kubelet does not report, and starts the pod only if it comes back",
        (
            "taint node.kubernetes.io/unreachable:NoExecute is tolerated for 300 s: the pod is evicted then, and "
            "nothing creates it again"
        ),
    ]


def test_what_a_kubelet_does_is_its_rejections_or_its_victims() -> None:
    release = Release.of("1.36")
    pod = Pod.of(plain_pod(nodeName="n1"), release)
    assert admission(release)(pod, Node(0, "n1", Shape({}, (), resources_known=False), {}), []) == ((), ())


def test_a_node_that_is_not_there_is_said_to_be_missing() -> None:
    found = planned(plain_pod(nodeName="gone"), node("n1"))
    assert found.notes == (
        "the inventory has no node gone: no kubelet runs the pod, and the pod garbage collector deletes it",
    )


def test_an_explanation_shows_the_kubelet_s_checks_and_none_of_the_scheduler_s() -> None:
    pod = plain_pod(nodeName="n1", containers=asking(cpu="200m"))
    here, there = planned(pod, node("n1", cpu="100m"), node("n2"), explain=("*",)).explanations
    assert {check.decider for check in here.checks} == {Decider.API_SERVER, Decider.KUBELET}
    assert {check.name: check.verdict for check in here.checks} == {
        "nodeName": "passes",
        "node pressure": "passes",
        "operating system": "passes",
        "resources": "fails",
        "NodeAffinity": "passes",
        "NodePorts": "passes",
        "TaintToleration": "passes",
    }
    assert [(check.name, check.verdict) for check in there.checks] == [("nodeName", "fails")]


def test_after_pressure_the_kubelet_checks_nothing_more() -> None:
    full = node("n1")
    full["status"]["conditions"] = [{"type": "DiskPressure", "status": "True"}]
    (explained,) = planned(plain_pod(nodeName="n1"), full, explain=("n1",)).explanations
    verdicts = {check.name: check.verdict for check in explained.checks if check.decider is Decider.KUBELET}
    assert verdicts.pop("node pressure") == "fails"
    assert set(verdicts.values()) == {"not asked"}
