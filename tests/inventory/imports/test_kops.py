"""kOps' configurations as inventories."""

from __future__ import annotations

from dslint.inventory.imports.tools import import_nodes
from tests.inventory.imports.clusters import FOLDER, cluster_of, told

KOPS = (FOLDER / "kops.yaml").read_text(encoding="utf-8")


def test_kops_groups_stand_in_the_zones_of_their_subnets() -> None:
    cluster = cluster_of(KOPS)
    assert (cluster.name, cluster.kubernetes_version) == ("k.example", "1.30")
    assert told(cluster, "topology.kubernetes.io/zone", "kubernetes.io/arch", "gpu") == {
        "cp-1": ("us-1a", "amd64", None, "node-role.kubernetes.io/control-plane:NoSchedule"),
        "nodes-1": ("us-1a", "arm64", "true", "a=b:NoSchedule"),
        "nodes-2": ("us-1b", "arm64", "true", "a=b:NoSchedule"),
    }
    assert import_nodes(KOPS, "x")[1].unknown[-1] == "size of nodes, which may grow to 9 nodes"
