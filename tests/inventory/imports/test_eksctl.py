"""eksctl's configurations as inventories."""

from __future__ import annotations

from dslint.inventory.imports.tools import import_nodes
from tests.inventory.imports.clusters import FOLDER, cluster_of, told

EKSCTL = (FOLDER / "eksctl.yaml").read_text(encoding="utf-8")


def test_eksctl_s_groups_have_labels_taints_zones_and_numbers() -> None:
    cluster = cluster_of(EKSCTL)
    assert (cluster.name, cluster.kubernetes_version) == ("prod", "1.33")
    assert told(cluster, "topology.kubernetes.io/zone", "kubernetes.io/arch", "kubernetes.io/os", "role") == {
        "own-1": ("eu-west-1a", "amd64", "linux", "web", "dedicated=web:NoSchedule"),
        "own-2": ("eu-west-1b", "amd64", "linux", "web", "dedicated=web:NoSchedule"),
        "own-3": ("eu-west-1a", "amd64", "linux", "web", "dedicated=web:NoSchedule"),
        "win-1": ("eu-west-1a", "amd64", "windows", None),
        "arm-1": ("eu-west-1c", "arm64", "linux", None, "spot=true:NoExecute"),
        "arm-2": ("eu-west-1c", "arm64", "linux", None, "spot=true:NoExecute"),
        "mixed-1": ("eu-west-1a", "amd64", "linux", None),
        "mixed-2": ("eu-west-1b", "amd64", "linux", None),
    }
    assert cluster.nodes[3].shape.allocatable == {"pods": 30}
    assert cluster.nodes[4].label("eks.amazonaws.com/capacityType") == "SPOT"
    assert cluster.nodes[6].label("node.kubernetes.io/instance-type") is None
    assert "nodes of Fargate profile fp, which exist only with their pods" in import_nodes(EKSCTL, "x")[1].unknown
