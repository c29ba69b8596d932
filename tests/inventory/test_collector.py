"""Objects in, a cluster out."""

from __future__ import annotations

import pytest

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
