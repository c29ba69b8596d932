"""Objects in, a cluster out."""

from __future__ import annotations

import gc

import pytest

from dslint.inventory.collector import collector_off
from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
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
        with pytest.raises(KeyError), collector_off():
            {}[gc.isenabled()]
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_an_inventory_is_called_by_its_own_name_and_says_what_it_assumes() -> None:
    compact = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "metadata": {"name": "prod"}, "spec": {}}
    cluster = read_inventory([compact, {"kind": "Node", "metadata": {"name": "a"}}])
    assert cluster.name == "prod"
    assert "1 node without a Ready condition: ready" in cluster.assumed
    assert "no pods and no load are declared: resources fit if the nodes are otherwise empty" in cluster.assumed
