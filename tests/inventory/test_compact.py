"""The compact inventory, whole."""

from __future__ import annotations

from collections import Counter

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from tests.inventory.compact import compact, expanded, told
from tests.inventory.objects import node

GROUP = {"name": "g", "count": 2}


def groups(cluster: Cluster) -> dict[str, int]:
    return dict(Counter(one.shape.group for one in cluster.nodes))


def test_the_small_cluster_expands_to_what_it_says() -> None:
    cluster = told("homelab")
    assert (cluster.name, cluster.kubernetes_version) == ("homelab", "1.35")
    assert [one.name for one in cluster.nodes] == ["master-1", "master-2", "shelf", "attic", "garage"]
    assert [one.shape.ready for one in cluster.nodes] == ["True", "True", "True", "True", "Unknown"]
    assert [str(taint) for taint in cluster.nodes[3].shape.taints] == ["node.kubernetes.io/unschedulable:NoSchedule"]
    assert cluster.nodes[2].shape.allocatable == {"cpu": 3500, "memory": 15 * 2**30, "pods": 110}
    assert Counter(pod.owner or ("static", "") for pod in cluster.pods) == {
        ("static", ""): 4, ("DaemonSet", "kube-proxy"): 5, ("ReplicaSet", "coredns"): 2, ("ReplicaSet", "web"): 6,
    }  # fmt: skip


def test_the_mixed_cluster_expands_to_what_it_says() -> None:
    cluster = told("mixed-cloud")
    assert groups(cluster) == {"general": 20, "spot": 9, "arm": 6, "h100": 4, "windows": 4, "fargate": 4, "burst": 1}
    assert sum(one.shape.unschedulable for one in cluster.nodes) == 3
    assert Counter(one.shape.group for one in cluster.nodes if one.shape.ready == "False") == {"general": 2, "h100": 1}
    assert not any(one.shape.unschedulable and one.shape.ready == "False" for one in cluster.nodes)
    exporters = [pod for pod in cluster.pods if pod.owner == ("DaemonSet", "node-exporter")]
    assert len(exporters) == 48 - 4 - 5
    assert cluster.nodes[0].shape.allocatable == {"cpu": 7920, "memory": 31 * 2**30, "pods": 58}


def test_the_large_cluster_has_few_shapes() -> None:
    cluster = told("racks")
    assert groups(cluster) == {"cpu": 9400, "racked": 4000, "storage": 1100, "cold": 500}
    assert len(list(cluster.shapes())) <= 24
    assert sum(one.shape.ready == "False" for one in cluster.nodes) == 80
    racked = cluster.nodes[9400 + 16]
    assert (racked.name, racked.label("nvidia.com/gpu.clique"), racked.label("hall")) == (
        "x-0002-01",
        "rack-2",
        "hall-rb",
    )
    assert racked.shape.timing == {"imagePull": 60.0, "start": 10.0, "terminate": 65.0}
    assert cluster.timing["controllerQps"] == 20


def test_the_same_text_gives_the_same_nodes() -> None:
    one, two = told("mixed-cloud"), told("mixed-cloud")
    assert [(node.name, node.labels, node.shape.taints) for node in one.nodes] == [
        (node.name, node.labels, node.shape.taints) for node in two.nodes
    ]


def test_overrides_and_pods_hold_for_dumped_nodes_as_well() -> None:
    more = compact(
        nodeGroups=[{"name": "extra", "count": 1}],
        overrides=[{"match": {"name": "a"}, "taints": ["x=y:NoSchedule"]}],
        existingPods=[{"daemonSet": "kube-system/proxy", "on": "*"}],
    )
    cluster = read_inventory([more, node("a")])
    assert [(one.index, one.name) for one in cluster.nodes] == [(0, "a"), (1, "extra-1")]
    assert [str(taint) for taint in cluster.nodes[0].shape.taints] == ["x=y:NoSchedule"]
    assert [pod.name for pod in cluster.pods] == ["proxy-a", "proxy-extra-1"]


def test_what_was_not_declared_is_said() -> None:
    said = expanded(nodeGroups=[{"name": "g", "count": 3, "allocatable": {"cpu": 4}}]).assumed
    assert "label kubernetes.io/os of 3 nodes: linux" in said
    assert "3 nodes: room for 110 pods, the kubelet's default (maxPods)" in said
    assert "no pods and no load are declared: resources fit if the nodes are otherwise empty" in said
    assert not [line for line in told("mixed-cloud").assumed if "kubernetes.io/os of" in line]


def test_namespaces_carry_labels_and_the_node_selector_of_admission() -> None:
    (namespace,) = told("homelab").of_kind("Namespace")
    assert namespace["metadata"]["labels"] == {"kubernetes.io/metadata.name": "photos", "team": "family"}
    assert namespace["metadata"]["annotations"] == {"scheduler.alpha.kubernetes.io/node-selector": "disktype=ssd"}


@pytest.mark.parametrize("key", [True, "true"])
def test_a_bare_on_is_understood_though_yaml_takes_it_for_true(key: object) -> None:
    entry = {"daemonSet": "a/b", key: ["g-2"]}
    cluster = expanded(nodeGroups=[GROUP], existingPods=[entry])
    assert [pod.node for pod in cluster.pods] == ["g-2"]


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"nodeGroup": []}, "spec.nodeGroup: unknown field; did you mean nodeGroups?"),
        ({"nodeGroups": [{"count": 1}]}, "spec.nodeGroups[0]: name is missing"),
        ({"nodeGroups": [{"name": "g"}]}, '[0]: {"name": "g"} is not valid; write one of count, names'),
        ({"nodeGroups": [{**GROUP, "taint": []}]}, "spec.nodeGroups[0].taint: unknown field; did you mean taints?"),
        ({"nodeGroups": [{**GROUP, "taints": ["a=b"]}]}, 'taints[0]: "a=b" is not valid; write it as'),
        ({"nodeGroups": [{**GROUP, "taints": [{"key": "a", "effect": "NoExec"}]}]}, "did you mean NoExecute?"),
        ({"nodeGroups": [{**GROUP, "labels": {"a": 1}}]}, "labels.a: a number found; write a string in quotes"),
        ({"nodeGroups": [{**GROUP, "notReady": "some"}]}, "write a number of nodes or a percentage such as 2.5%"),
        ({"nodeGroups": [{**GROUP, "conditions": {"ready": "False"}}]}, "did you mean Ready?"),
        ({"nodeGroups": [{**GROUP, "allocatable": {"cpu": "4 cores"}}]}, "write a quantity such as 500m, 2"),
        ({"nodeGroups": [{**GROUP, "staticPods": ["etdc"]}], "staticPods": {"etcd": {}}},
         "spec.nodeGroups[0].staticPods[0]: no static pod 'etdc' in spec.staticPods; did you mean etcd?"),
        ({"nodeGroups": [GROUP, GROUP]}, "spec.nodeGroups: node g-1 is declared twice, by g; change a name"),
        ({"nodeGroups": [GROUP], "overrides": [{"match": {"name": "g-3"}}]},
         "spec.overrides[0].match: no node matches; did you mean g-2?"),
        ({"nodeGroups": [GROUP], "overrides": [{"match": {"group": "h"}}]}, "no node matches; expected one of g"),
        ({"nodeGroups": [GROUP], "overrides": [{"match": {"labels": "a in b"}}]}, "'a in b' is not a label selector"),
        ({"nodeGroups": [GROUP], "timing": {"h": {}}}, "spec.timing.h: no node group h; expected one of"),
        ({"nodeGroups": [GROUP], "existingPods": [{"daemonSet": "a/b", "on": "*", "replicas": 2}]},
         "spec.existingPods[0].replicas: a DaemonSet has one pod on each node; remove replicas"),
        ({"nodeGroups": [GROUP], "existingPods": [{"on": "*"}]}, "write one of daemonSet, deployment, statefulSet"),
        ({"nodeGroups": [{**GROUP, "load": {"cpu": "10%"}}]},
         "spec.nodeGroups[0].load: 10% of cpu, but no allocatable is declared for it; declare it or write an amount"),
        ({"nodeGroups": [GROUP], "overrides": [{"match": {"name": "g-1"}, "load": {"cpu": "10%"}}]},
         "spec.overrides[0].load: 10% of cpu"),
        ({"kubernetesVersion": 1.3}, 'a number found; write the minor in quotes, such as "1.36"'),
        ({"kubernetesVersion": "1.30-1.36"}, "spec.kubernetesVersion: '1.30-1.36' is not a Kubernetes version"),
        ({"kubernetesVersion": "1.99"}, "spec.kubernetesVersion: Kubernetes 1.99 is not known"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_field_and_what_to_do(spec: dict[str, object], said: str) -> None:
    with pytest.raises(InventoryError) as error:
        expanded(**spec)
    assert said in str(error.value)


def test_inventories_that_disagree_on_the_version_are_refused() -> None:
    with pytest.raises(InventoryError, match=r"1\.35, but another inventory declares 1\.36; remove one"):
        read_inventory([compact(kubernetesVersion="1.36"), compact(kubernetesVersion="v1.35.2")])


def test_another_version_of_the_format_is_refused() -> None:
    with pytest.raises(InventoryError, match=r'apiVersion: "dslint\.dev/v2" found; write "dslint\.dev/v1"'):
        read_inventory({**compact(), "apiVersion": "dslint.dev/v2"})


def test_images_may_tell_what_they_are_built_for() -> None:
    platforms = {"registry.example/agent*": ["linux/amd64", "linux/arm64"]}
    cluster = read_inventory([compact(nodeGroups=[GROUP], imagePlatforms=platforms)])
    assert cluster.platforms == {"registry.example/agent*": ("linux/amd64", "linux/arm64")}
