"""kind's configurations as inventories."""

from __future__ import annotations

from dslint.inventory.imports.tools import import_nodes
from tests.inventory.imports.clusters import FOLDER, cluster_of, told

KIND = (FOLDER / "kind.yaml").read_text(encoding="utf-8")


def test_kind_s_nodes_have_its_names_labels_and_static_pods() -> None:
    cluster = cluster_of(KIND)
    assert (cluster.name, cluster.kubernetes_version) == ("dev", "1.31")
    assert told(cluster, "tier", "count") == {
        "dev-control-plane": (None, None, "node-role.kubernetes.io/control-plane:NoSchedule"),
        "dev-worker": ("frontend", "3"),
        "dev-worker2": (None, None),
        "dev-worker3": (None, None),
    }
    assert min(pod.name for pod in cluster.pods) == "etcd-dev-control-plane"
    assert import_nodes(KIND, "x")[1].unknown[1] == "taints and labels set by kubeadmConfigPatches"


def test_kind_s_only_node_has_no_taint() -> None:
    (node,) = cluster_of("kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n").nodes
    assert (node.name, node.shape.taints) == ("kind-control-plane", ())
