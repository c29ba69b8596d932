"""Objects in, a cluster out."""

from __future__ import annotations

import gc

import pytest

from dslint.inventory.collector import garbage_collector_off, requests_by_node
from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from tests.inventory.compact import expanded
from tests.inventory.objects import node, pod


def test_other_kinds_are_kept_by_kind_and_those_of_no_use_are_noted() -> None:
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x", "labels": None}}
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}}
    cluster = read_inventory([node("a"), namespace, config, config])
    assert cluster.of_kind("Namespace") == [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x"}}]
    assert cluster.notes == ["2 of kind ConfigMap: not used"]


def test_no_pods_means_that_none_are_known() -> None:
    assert not read_inventory([node("a")]).pods_known
    assert read_inventory([node("a"), pod("p", "a")]).pods_known


def test_a_node_declared_twice_is_an_error() -> None:
    with pytest.raises(InventoryError, match="node a is declared twice; remove one"):
        read_inventory([node("a"), node("a")])


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_off_while_reading_and_then_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(KeyError), garbage_collector_off():
            {}[gc.isenabled()]
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_an_inventory_has_its_own_name_and_lists_what_it_assumes() -> None:
    compact = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "metadata": {"name": "prod"}, "spec": {}}
    cluster = read_inventory([compact, {"kind": "Node", "metadata": {"name": "a"}}])
    assert cluster.name == "prod"
    assert "1 node without a Ready condition: ready" in cluster.assumed
    assert "no pods and no load are declared: resources fit if the nodes are otherwise empty" in cluster.assumed


GROUP = {"name": "g", "count": 3, "allocatable": {"cpu": 4}}


def test_load_is_all_that_runs_there_and_declared_pods_are_a_part_of_it() -> None:
    groups = [{"name": "g", "count": 2, "allocatable": {"cpu": 4}, "load": {"cpu": "50%", "pods": 3}}]
    pods = [
        {"daemonSet": "a/ds", "on": "g-1", "requests": {"cpu": "500m"}},
        {"name": "a/big", "on": "g-2", "requests": {"cpu": 3}},
    ]
    one, two = expanded(nodeGroups=groups, existingPods=pods).nodes
    assert one.shape.load == {"cpu": 1500, "pods": 2}
    assert two.shape.load == {"cpu": 0, "pods": 2}


def test_load_alone_is_enough_to_know_what_is_free() -> None:
    assert expanded(nodeGroups=[{**GROUP, "load": {"cpu": 1}}]).pods_known
    assert not expanded(nodeGroups=[GROUP]).pods_known


def test_requests_of_a_node_are_those_of_its_pods_that_still_run() -> None:
    finished = {**pod("done", "n1", requests={"cpu": "9"}), "status": {"phase": "Succeeded"}}
    pods = [pod("a", "n1", requests={"cpu": "1"}), pod("b", "n1", requests={"cpu": "500m", "memory": "1Ki"})]
    found = requests_by_node(read_inventory([node("n1"), node("n2"), *pods, finished, pod("waits", "")]))
    assert found == {"n1": {"cpu": 1500, "memory": 1024, "pods": 2}}


def test_no_load_falls_below_zero() -> None:
    cluster = expanded(
        nodeGroups=[{"name": "g", "count": 1, "allocatable": {"cpu": 4}, "load": {"cpu": "1"}}],
        existingPods=[{"daemonSet": "a/ds", "on": "*", "requests": {"cpu": "3"}}],
    )
    assert cluster.nodes[0].shape.load == {"cpu": 0}
