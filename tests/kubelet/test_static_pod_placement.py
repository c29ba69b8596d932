from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dslint.kubelet.static_pod_placement import StaticManifest, run_static_pods
from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release

NOW = Release.of("1.36")
ROOM = {"cpu": 1000, "memory": 4 << 30, "pods": 110}


def manifest(name: str, file: str = "", **spec: Any) -> StaticManifest:
    containers = [{"name": "c", "image": "i", "resources": {"requests": {"cpu": "400m"}}}]
    value = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": "kube-system"},
        "spec": {"containers": containers, **spec},
    }
    return StaticManifest(file or f"{name}.yaml", file or f"{name}.yaml", value)


def a_cluster(*nodes: str, pods: list[Pod] | None = None, **labels: str) -> Cluster:
    shape = Shape(labels, (), allocatable=ROOM)
    made = [Node(index, name, shape, {}) for index, name in enumerate(nodes)]
    return Cluster("lab", made, pods or [], static_folders=dict.fromkeys(nodes, ("manifests",)))


def an_agent(node: str) -> Pod:
    containers = [{"name": "c", "image": "i", "resources": {"requests": {"cpu": "800m"}}}]
    return Pod.of({"metadata": {"name": f"agent-{node}"}, "spec": {"nodeName": node, "containers": containers}}, NOW)


def test_every_kubelet_runs_the_manifests_of_its_folder() -> None:
    cluster = a_cluster("n1", "n2")
    (run,) = run_static_pods(cluster, {"manifests": [manifest("etcd")]}, NOW)
    assert [(pod.key, pod.node, pod.static) for pod in run.admitted] == [
        ("kube-system/etcd-n1", "n1", True),
        ("kube-system/etcd-n2", "n2", True),
    ]
    assert cluster.pods == run.admitted


def test_a_static_pod_that_does_not_fit_evicts_and_the_victim_leaves_the_cluster() -> None:
    cluster = a_cluster("n1", pods=[an_agent("n1")])
    (run,) = run_static_pods(cluster, {"manifests": [manifest("etcd")]}, NOW)
    assert [pod.name for pod in run.evicted["n1"]] == ["agent-n1"]
    assert [pod.name for pod in cluster.pods] == ["etcd-n1"]


def test_static_pods_do_not_evict_each_other_so_the_later_file_is_rejected() -> None:
    cluster = a_cluster("n1")
    manifests = [manifest("a"), manifest("b"), manifest("c")]
    first, second, third = run_static_pods(cluster, {"manifests": manifests}, NOW)
    assert (len(first.admitted), len(second.admitted), len(third.admitted)) == (1, 1, 0)
    assert [item.code for item in third.rejected["n1"]] == ["UnexpectedAdmissionError"]


def test_a_node_selector_is_checked_by_the_kubelet() -> None:
    cluster = a_cluster("n1", disk="hdd")
    (run,) = run_static_pods(cluster, {"manifests": [manifest("etcd", nodeSelector={"disk": "ssd"})]}, NOW)
    assert [item.code for item in run.rejected["n1"]] == ["NodeAffinity"]
    assert cluster.pods == []


def test_a_file_that_holds_no_pod_is_told_with_the_kubelets_error() -> None:
    broken = StaticManifest("x.yaml", "x.yaml", {"kind": "Pod"})
    (run,) = run_static_pods(a_cluster("n1"), {"manifests": [broken]}, NOW)
    assert run.error is not None
    assert "Object 'apiVersion' is missing" in run.error


def test_of_two_files_with_one_pod_the_later_runs() -> None:
    files = [manifest("etcd", file="a.yaml"), manifest("etcd", file="b.yaml")]
    (run,) = run_static_pods(a_cluster("n1"), {"manifests": files}, NOW)
    assert run.manifest.file == "b.yaml"


@pytest.mark.parametrize("namespace", [{"app": "agent"}, ["default"], 5])
def test_a_namespace_that_is_not_a_string_is_the_files_error_alone(namespace: Any) -> None:
    broken = manifest("etcd", file="a.yaml")
    broken.value["metadata"]["namespace"] = namespace
    first, second = run_static_pods(a_cluster("n1"), {"manifests": [broken, manifest("etcd", file="b.yaml")]}, NOW)
    assert first.error is not None
    assert "couldn't parse as pod" in first.error
    assert len(second.admitted) == 1


def test_each_kubelet_reads_its_folder_as_its_own_version_does() -> None:
    cluster = a_cluster("n1", "n2")
    second = cluster.nodes[1]
    cluster.nodes[1] = replace(second, shape=replace(second.shape, kubelet="1.33"))
    volumes = [{"name": "c", "configMap": {"name": "c"}}]
    new, old = run_static_pods(cluster, {"manifests": [manifest("etcd", volumes=volumes)]}, NOW)
    assert "may not reference configmaps" in (new.error or "")
    assert [pod.node for pod in old.admitted] == ["n2"]
