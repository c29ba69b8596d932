from __future__ import annotations

from typing import Any

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.taints import Taint
from dslint.server.node_words import NodeWords


def words(*groups: dict[str, Any]) -> NodeWords:
    spec = {"defaults": {"capacity": {"cpu": "4", "memory": "8Gi", "pods": "110"}}, "nodeGroups": list(groups)}
    value = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "metadata": {"name": "n"}, "spec": spec}
    return NodeWords.of(read_inventory(value))


def test_labels_and_taints_have_their_numbers_of_nodes() -> None:
    fast = {"name": "fast", "count": 2, "labels": {"disk": "ssd"}, "taints": ["dedicated=true:NoSchedule"]}
    found = words(fast, {"name": "slow", "count": 3, "labels": {"disk": "hdd"}})
    assert found.nodes == 5
    assert found.labels["disk"] == {"ssd": 2, "hdd": 3}
    assert found.labels["kubernetes.io/hostname"].total() == 5
    assert found.taints == {Taint("dedicated", "true", "NoSchedule"): 2}


def test_a_pool_has_the_label_that_only_its_nodes_have() -> None:
    found = words(
        {"name": "fast", "count": 2, "labels": {"tier": "a", "pool": "x"}},
        {"name": "slow", "count": 3, "labels": {"tier": "a", "pool": "y"}},
        {"name": "odd", "count": 1, "labels": {"tier": "a"}},
    )
    assert found.pools == {"fast": ("pool", "x"), "slow": ("pool", "y")}


def test_taints_that_come_and_go_are_left_out() -> None:
    assert words({"name": "a", "count": 2, "notReady": 1}).taints == {}
