"""What an inventory expands to, pool by pool."""

from __future__ import annotations

from dslint.inventory.overview import overview
from dslint.inventory.reader import read_inventory
from tests.inventory.compact import expanded
from tests.inventory.objects import PLATFORM, node, pod

ZONE = "topology.kubernetes.io/zone"


def test_a_pool_has_its_zones_and_counts_what_is_wrong_with_its_nodes() -> None:
    nodes = [node(f"w-{n}", labels={"pool": "w", ZONE: "ab"[n % 2]}, allocatable={"cpu": "4"}) for n in range(3)]
    nodes[0]["spec"]["unschedulable"] = True
    nodes[1]["status"]["conditions"] = [{"type": "Ready", "status": "Unknown"}]
    found = overview(read_inventory([*nodes, pod("a-1", "w-0"), pod("a-2", "w-0")]))
    (pool,) = found.pools
    assert (pool.nodes, pool.zones, pool.pods) == (("w-0", "w-1", "w-2"), {"a": 2, "b": 1}, 2)
    assert (pool.not_ready, pool.unschedulable, pool.allocatable) == (1, 1, {"cpu": "4"})
    assert pool.labels == {"pool": "w", **PLATFORM}
    assert (pool.taints, pool.some_taints["node.kubernetes.io/unschedulable:NoSchedule"]) == ((), 1)


def test_a_dead_node_is_counted_among_those_that_are_not_ready_and_apart() -> None:
    (pool,) = overview(expanded(nodeGroups=[{"name": "g", "count": 4, "notReady": 1, "dead": 2}])).pools
    assert (pool.not_ready, pool.dead) == (3, 2)


def test_the_old_label_of_the_zone_counts_where_there_is_no_other() -> None:
    nodes = [node(f"w-{n}", labels={"pool": "w", "failure-domain.beta.kubernetes.io/zone": "ab"[n]}) for n in range(2)]
    (pool,) = overview(read_inventory(nodes)).pools
    assert (pool.zones, pool.labels) == ({"a": 1, "b": 1}, {"pool": "w", **PLATFORM})


def test_a_taint_of_every_node_is_the_pools() -> None:
    (pool,) = overview(expanded(nodeGroups=[{"name": "g", "count": 2, "taints": ["a=b:NoSchedule"]}])).pools
    assert (pool.taints, pool.some_taints) == (("a=b:NoSchedule",), {})


def test_pods_are_counted_by_owner_and_objects_by_kind() -> None:
    owned = pod("ds-1", "n1")
    owned["metadata"]["ownerReferences"] = [{"kind": "DaemonSet", "name": "ds", "controller": True}]
    mirror = pod("etcd-n1", "n1", namespace="kube-system")
    mirror["metadata"]["annotations"] = {"kubernetes.io/config.mirror": "x"}
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "team"}}
    found = overview(read_inventory([node("n1"), owned, pod("alone", "n1"), mirror, namespace]))
    assert found.pods == {"DaemonSet default/ds": 1, "Pod default/alone": 1, "static pods": 1}
    assert found.objects == {"Namespace": 1}
    value = found.to_dict()
    assert (value["kind"], value["nodes"], value["pools"][0]["count"]) == ("InventoryOverview", 1, 1)
    assert value["pools"][0]["virtual"] is None


def test_the_kubelets_of_a_pool_are_counted_by_version_where_they_are_declared() -> None:
    nodes = [node(f"w-{n}", labels={"pool": "w"}) for n in range(4)]
    for one, version in zip(nodes, ("v1.34.1", "v1.9.0", "v1.34.7"), strict=False):
        one["status"]["nodeInfo"] = {"kubeletVersion": version}
    (pool,) = overview(read_inventory(nodes)).pools
    assert list(pool.kubelets.items()) == [("1.9", 1), ("1.34", 2)]
    (declared,) = overview(expanded(nodeGroups=[{"name": "g", "count": 2, "kubelet": "1.33"}])).pools
    assert declared.kubelets == {"1.33": 2}
