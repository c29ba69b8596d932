"""Static pods that an inventory lists as pods: mirror pods of a dump, and templates of a compact inventory."""

from __future__ import annotations

from typing import Any

from dslint.findings import ObjectRef
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.planning.listed_static_pods import holds, listed
from dslint.plans import Placement, State
from tests.placement.building import node, pod, requesting

MIRROR = {"annotations": {"kubernetes.io/config.mirror": "hash"}}


def mirror(name: str, on: str, *, namespace: str = "kube-system", **more: Any) -> Pod:
    metadata = {"name": f"{name}-{on.lower()}", "namespace": namespace, **MIRROR}
    return pod(on=on, metadata=metadata, **more)


def cluster(*pods: Pod) -> Cluster:
    return Cluster("lab", [node(name) for name in ("cp-1", "cp-2", "CP-3")], pods=list(pods))


def test_mirror_pods_of_one_name_are_one_static_pod_on_their_nodes() -> None:
    (etcd,) = listed(cluster(mirror("etcd", "cp-1"), mirror("etcd", "cp-2")))
    assert etcd.ref == ObjectRef("v1", "Pod", "kube-system", "etcd")
    assert etcd.placement == (Placement(State.BOUND, ("cp-1", "cp-2")),)
    assert (etcd.file, etcd.error) == ("", None)


def test_the_name_of_a_pod_ends_with_the_name_of_its_node_in_lower_case() -> None:
    (etcd,) = listed(cluster(mirror("etcd", "CP-3")))
    assert (etcd.ref.name, etcd.placement[0].nodes) == ("etcd", ("CP-3",))


def test_a_mirror_pod_without_the_name_of_its_node_keeps_its_own_name() -> None:
    odd = pod("proxy", on="cp-1", namespace="kube-system", metadata={"name": "proxy", **MIRROR})
    assert [plan.ref.name for plan in listed(cluster(odd))] == ["proxy"]


def test_names_and_namespaces_separate_static_pods_in_the_order_of_the_inventory() -> None:
    found = listed(
        cluster(
            mirror("proxy", "cp-2"),
            mirror("etcd", "cp-1"),
            mirror("etcd", "cp-1", namespace="other"),
            mirror("proxy", "cp-1"),
        )
    )
    assert [(plan.ref.namespace, plan.ref.name, plan.placement[0].nodes) for plan in found] == [
        ("kube-system", "proxy", ("cp-2", "cp-1")),
        ("kube-system", "etcd", ("cp-1",)),
        ("other", "etcd", ("cp-1",)),
    ]


def test_other_pods_finished_pods_and_pods_without_a_node_are_not_listed() -> None:
    finished = mirror("job", "cp-1", status={"phase": "Succeeded"})
    nowhere = pod("etcd", metadata={"name": "etcd", **MIRROR})
    assert finished.static
    assert finished.finished
    assert nowhere.static
    assert listed(cluster(pod("etcd-cp-1", on="cp-1"), finished, nowhere)) == ()


def test_it_holds_its_requests_by_name_and_then_its_host_ports() -> None:
    ports = [{"containerPort": 2379, "hostPort": 2379, "protocol": "TCP"}, {"containerPort": 80}]
    container = {**requesting(memory="100Mi", cpu="100m"), "ports": ports}
    assert list(holds(pod(container=container))) == ["cpu 100m", "memory 100Mi", "port 2379/TCP"]
    (etcd,) = listed(cluster(mirror("etcd", "cp-1", container=container)))
    assert etcd.holds == ("cpu 100m", "memory 100Mi", "port 2379/TCP")


def test_requests_of_nothing_are_not_held() -> None:
    assert list(holds(pod(container=requesting(cpu="0", memory="1Gi")))) == ["memory 1Gi"]
    assert list(holds(pod())) == []
