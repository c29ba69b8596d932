from __future__ import annotations

from typing import Any

import pytest

from dslint.kubelet.admission import admit
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint

NOW = Release.of("1.36")
CPU = {"requests": {"cpu": "1"}}
GUARANTEED = {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"cpu": "1", "memory": "1Gi"}}


def a_node(*taints: Taint, pressure: tuple[str, ...] = (), **allocatable: int) -> Node:
    room = {"cpu": 4000, "memory": 8 << 30, "pods": 110, **allocatable}
    return Node(0, "n1", Shape({"kubernetes.io/os": "linux"}, taints, allocatable=room, pressure=pressure), {})


def a_pod(name: str = "p", *, static: bool = False, labels: dict[str, str] | None = None, **spec: Any) -> Pod:
    resources = spec.pop("resources", {})
    ports = spec.pop("ports", [])
    containers = [{"name": "c", "image": "i", "resources": resources, "ports": ports}]
    raw = {"metadata": {"name": name, "labels": labels or {}}, "spec": {"containers": containers, **spec}}
    pod = Pod.of(raw, NOW)
    pod.static = static
    return pod


@pytest.mark.parametrize(
    ("pod", "reason", "message"),
    [
        (
            a_pod(resources={"requests": {"cpu": "5"}}),
            "OutOfcpu",
            "Pod was rejected: Node didn't have enough resource: cpu, requested: 5000, used: 0, capacity: 4000",
        ),
        (
            a_pod(nodeSelector={"disk": "ssd"}),
            "NodeAffinity",
            "Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
        ),
        (
            a_pod(labels={"kubernetes.io/os": "windows"}),
            "PodOSSelectorNodeLabelDoesNotMatch",
            "Pod was rejected: Failed to admit pod as the `kubernetes.io/os` label doesn't match node label",
        ),
        (
            a_pod(os={"name": "windows"}),
            "PodOSNotSupported",
            "Pod was rejected: Failed to admit pod as the OS field doesn't match node OS",
        ),
    ],
)
def test_what_does_not_suit_the_node_is_rejected_in_the_kubelets_words(pod: Pod, reason: str, message: str) -> None:
    verdict = admit(pod, a_node(), [], NOW)
    assert [item.code for item in verdict.rejections] == [reason]
    assert verdict.rejections[0].message.endswith(f" ({message})")


def test_a_held_port_is_named_with_its_holder() -> None:
    ports = [{"containerPort": 80, "hostPort": 9100}]
    verdict = admit(a_pod(ports=ports), a_node(), [a_pod("exporter", ports=ports)], NOW)
    assert verdict.rejections[0].code == "NodePorts"
    assert verdict.rejections[0].message.startswith("host port 9100/TCP is used by default/exporter (")


def test_no_execute_concerns_every_pod_but_static_ones_and_no_schedule_none() -> None:
    node = a_node(Taint("a", "", "NoExecute"), Taint("b", "", "NoSchedule"))
    assert [item.code for item in admit(a_pod(), node, [], NOW).rejections] == ["TaintToleration"]
    assert admit(a_pod(static=True), node, [], NOW).admitted
    assert admit(a_pod(), node, [], Release.of("1.23")).admitted


def test_extended_resources_that_the_node_does_not_have_are_not_asked_for() -> None:
    assert admit(a_pod(resources={"requests": {"example.com/gpu": "1"}}), a_node(), [], NOW).admitted


def test_a_critical_pod_evicts_best_effort_before_burstable_before_guaranteed() -> None:
    others = [a_pod("guaranteed", resources=GUARANTEED), a_pod("burstable", resources=CPU), a_pod("best-effort")]
    critical = a_pod("etcd", static=True, resources=CPU)
    verdict = admit(critical, a_node(cpu=2000), others, NOW)
    assert verdict.admitted
    assert [pod.name for pod in verdict.victims] == ["burstable"]
    verdict = admit(critical, a_node(pods=3), others, NOW)
    assert [pod.name for pod in verdict.victims] == ["best-effort"]


def test_of_several_the_pod_nearest_to_what_is_missing_goes() -> None:
    others = [a_pod("large", resources={"requests": {"cpu": "2"}}), a_pod("fitting", resources=CPU)]
    verdict = admit(a_pod("etcd", static=True, resources=CPU), a_node(cpu=3000), others, NOW)
    assert [pod.name for pod in verdict.victims] == ["fitting"]


def test_where_no_pod_may_go_the_critical_one_is_rejected_with_what_is_missing() -> None:
    critical = a_pod("other", static=True, resources=CPU)
    verdict = admit(a_pod("etcd", static=True, resources=CPU), a_node(cpu=1500), [critical], NOW)
    assert [item.code for item in verdict.rejections] == ["UnexpectedAdmissionError"]
    assert verdict.rejections[0].message.endswith(
        "no set of running pods found to reclaim resources: [(res: cpu, q: 500), ])"
    )


def test_a_critical_pod_evicts_nobody_while_something_else_is_against_it() -> None:
    verdict = admit(a_pod(static=True, resources=CPU, nodeSelector={"a": "b"}), a_node(cpu=0), [a_pod("x")], NOW)
    assert [item.code for item in verdict.rejections] == ["NodeAffinity"]


def test_pressure_is_asked_first_and_keeps_out_all_but_critical_pods() -> None:
    node = a_node(pressure=("DiskPressure",), cpu=0)
    (rejection,) = admit(a_pod(resources=CPU), node, [], NOW).rejections
    assert rejection.code == "Evicted"
    assert rejection.message == ("node has DiskPressure (Pod was rejected: The node had condition: [DiskPressure].)")
    full = a_node(pressure=("DiskPressure",))
    assert admit(a_pod(priority=2_000_000_000), full, [], NOW).admitted
    assert admit(a_pod("etcd", static=True), full, [], NOW).admitted
    assert not admit(a_pod("etcd", static=True), full, [], Release.of("1.15")).admitted


def test_memory_pressure_keeps_best_effort_pods_out() -> None:
    node = a_node(pressure=("MemoryPressure",))
    assert [item.code for item in admit(a_pod(), node, [], NOW).rejections] == ["Evicted"]
    assert admit(a_pod(resources=CPU), node, [], NOW).admitted
