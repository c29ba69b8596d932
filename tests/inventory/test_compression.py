"""A dump as a small inventory, which stands for the same cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dslint.inventory.compact_writer import inventory_text
from dslint.inventory.compression import compress
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from tests.inventory.compact import told
from tests.inventory.objects import HOSTNAME, node, pod
from tests.inventory.sameness import nodes_told, pods_told

NOW = Release.of("1.36")
ZONE = "topology.kubernetes.io/zone"
BETA = {"beta.kubernetes.io/os": "linux", "beta.kubernetes.io/arch": "amd64"}
USUAL = {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", **BETA}
SPREAD = {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [
    {"topologyKey": HOSTNAME, "labelSelector": {"matchLabels": {"app": "db"}}}]}}  # fmt: skip


def owned(name: str, on: str, kind: str, owner: str, **spec: Any) -> dict[str, Any]:
    value = pod(name, on, namespace="ns", **spec)
    value["metadata"]["labels"] = {"app": owner}
    value["metadata"]["ownerReferences"] = [{"kind": kind, "name": owner, "controller": True}]
    return value


def dump() -> list[dict[str, Any]]:
    """Nodes and pods with all that a compact inventory must tell beside what they share."""
    room = {"cpu": "3920m", "memory": "15Gi", "pods": "110", "example.com/fpga": "2"}
    workers = [
        node(f"ip-10-0-0-{number}.internal", labels={**USUAL, "pool": "w", ZONE: "ab"[number % 2]}, allocatable=room)
        for number in range(7, 13)
    ]
    workers[1]["spec"]["unschedulable"] = True
    workers[2]["status"]["conditions"] = [{"type": "Ready", "status": "Unknown"}]
    workers[3]["status"]["conditions"] += [{"type": "DiskPressure", "status": "True"}]
    workers[4]["spec"]["taints"] = [{"key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"}]
    workers[5]["metadata"]["labels"].pop("kubernetes.io/os")
    gpu = node("gpu-1", labels={**USUAL, "on": "yes"}, taints=[{"key": "a", "value": "1", "effect": "NoExecute"}])
    gpu["metadata"]["labels"][HOSTNAME] = "gpu-1.example"
    bare = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "bare"}}
    names = [value["metadata"]["name"] for value in workers]
    port = [{"containerPort": 9100, "hostPort": 9100}, {"containerPort": 53, "hostPort": 53, "protocol": "UDP"}]
    pods = [owned(f"ds-{i}", name, "DaemonSet", "ds", requests={"cpu": "100m"}) for i, name in enumerate(names)]
    pods += [owned(f"web-{i}", names[i % 2], "ReplicaSet", "web", priority=7) for i in range(5)]
    pods += [owned("db-0", names[0], "StatefulSet", "db", affinity=SPREAD), pod("waits", ""), pod("alone", "gpu-1")]
    pods += [owned("net-1", "gpu-1", "DaemonSet", "net", hostNetwork=True)]
    pods[-1]["spec"]["containers"][0]["ports"] = port
    pods += [{**pod("gone", names[0]), "status": {"phase": "Succeeded"}}]
    mirror = pod("etcd-gpu-1", "gpu-1", namespace="kube-system", requests={"memory": "100Mi"})
    mirror["metadata"]["annotations"] = {"kubernetes.io/config.mirror": "x"}
    return [*workers, gpu, bare, *pods, mirror]


def again(cluster: Cluster, folder: Path) -> Cluster:
    small = compress(cluster)
    file = folder / "small.yaml"
    file.write_text(inventory_text(small.inventory, small.objects, ["a comment"]), encoding="utf-8")
    return read_inventory(file)


@pytest.mark.parametrize("name", ["homelab", "mixed-cloud", "racks"])
def test_a_compact_inventory_compressed_stands_for_the_same_cluster(name: str, tmp_path: Path) -> None:
    cluster = told(name)
    after = again(cluster, tmp_path)
    assert nodes_told(after) == nodes_told(cluster)
    assert pods_told(after) == pods_told(cluster)
    assert after.timing == cluster.timing
    assert after.kubernetes_version == cluster.kubernetes_version
    assert after.of_kind("Namespace") == cluster.of_kind("Namespace")


def test_a_dump_compressed_stands_for_the_same_cluster(tmp_path: Path) -> None:
    cluster = read_inventory(dump())
    after = again(cluster, tmp_path)
    cluster.pods = [one for one in cluster.pods if not one.finished]
    assert nodes_told(after) == nodes_told(cluster)
    assert pods_told(after) == pods_told(cluster)


def test_what_cannot_be_told_is_said() -> None:
    many = [node(f"n{index}", labels={"id": f"x{index * 7}"}, images=[{"names": ["a"]}]) for index in range(1, 41)]
    finished = {**pod("done", "n1"), "status": {"phase": "Failed"}}
    leaving = pod("leaving", "n1")
    leaving["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"
    assert compress(read_inventory([*many, finished, leaving])).left_out == [
        "label id: a different value on each node",
        "finished pods: 1",
        "pods that are not ready or are terminating, written as ready: 1",
        "nodes with images: 40",
    ]


def test_objects_lose_what_only_the_server_writes() -> None:
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {
        "name": "x", "resourceVersion": "1", "managedFields": [], "annotations": {
            "kubectl.kubernetes.io/last-applied-configuration": "{}", "a": "b"}}}  # fmt: skip
    (kept,) = compress(read_inventory([namespace])).objects
    assert kept["metadata"] == {"name": "x", "annotations": {"a": "b"}}


def test_a_node_with_a_virtual_node_s_label_that_is_a_machine_stays_one(tmp_path: Path) -> None:
    marked = node("m", labels={**USUAL, "type": "virtual-kubelet"})
    said = {"apiVersion": "dslint.dev/v1", "kind": "Inventory"}
    cluster = read_inventory([marked, {**said, "spec": {"overrides": [{"match": {"name": "m"}, "virtual": False}]}}])
    assert [one.shape.virtual for one in again(cluster, tmp_path).nodes] == [""]
