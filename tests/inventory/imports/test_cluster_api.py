"""Cluster API's machines as inventories."""

from __future__ import annotations

from tests.inventory.imports.clusters import FOLDER, cluster_of, told

CLUSTER_API = (FOLDER / "cluster-api.yaml").read_text(encoding="utf-8")


def test_cluster_api_s_machines_have_what_their_configurations_say() -> None:
    cluster = cluster_of(CLUSTER_API)
    assert (cluster.name, cluster.kubernetes_version) == ("capi", "1.32")
    assert told(cluster, "a", "x", "node.cluster.x-k8s.io/pool", "other", "topology.kubernetes.io/zone") == {
        **{
            f"capi-cp-{n}": ("b", None, None, None, None, "node-role.kubernetes.io/control-plane:NoSchedule")
            for n in (1, 2, 3)
        },
        **{f"md-0-{n}": (None, "y", "gpu", None, "z1", "gpu:NoSchedule") for n in (1, 2)},
    }
    assert cluster.nodes[3].shape.allocatable == {"cpu": 4000, "pods": 50}
