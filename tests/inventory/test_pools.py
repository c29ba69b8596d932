"""Which nodes were meant to be alike."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.pools import node_places, pool_of, pools_of
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Node, Shape
from tests.inventory.compact import told
from tests.inventory.objects import node


def pools(*nodes: dict[str, Any]) -> dict[str, list[str]]:
    return {pool.name: [one.name for one in pool.nodes] for pool in pools_of(read_inventory(nodes))}


def test_the_groups_of_a_compact_inventory_are_its_pools() -> None:
    assert [pool.name for pool in pools_of(told("homelab"))] == ["masters", "workers"]


@pytest.mark.parametrize(
    ("labels", "group", "pool"),
    [
        ({"karpenter.sh/nodepool": "k"}, "declared", "declared"),
        ({"agentpool": "a", "karpenter.sh/nodepool": "k"}, "", "k"),
        ({"karpenter.sh/nodepool": "", "agentpool": "a"}, "", "a"),
        ({"node.kubernetes.io/instance-type": "m6i"}, "", "m6i"),
        ({"node.kubernetes.io/instance-type": "m6i", "node-role.kubernetes.io/worker": ""}, "", "worker"),
        ({"node-role.kubernetes.io/worker": "", "node-role.kubernetes.io/edge": ""}, "", "edge"),
        ({"node-role.kubernetes.io/master": "", "node-role.kubernetes.io/control-plane": ""}, "", "control-plane"),
        ({"node-role.kubernetes.io/": ""}, "", ""),
        ({}, "", ""),
    ],
)
def test_a_pool_is_the_group_the_clouds_name_the_role_or_the_instance_type(
    labels: dict[str, str], group: str, pool: str
) -> None:
    assert pool_of(Shape(labels, (), group=group)) == pool


@pytest.mark.parametrize("zone", ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"])
def test_zones_cordons_and_conditions_part_no_pool(zone: str) -> None:
    found = pools(
        node("w-1", labels={"x": "y", zone: "a"}),
        node("w-2", labels={"x": "y", zone: "b"}, unschedulable=True),
        node("w-3", labels={"x": "y", zone: "a"}, conditions={"Ready": "Unknown"}),
        node("v-1", labels={"x": "z", zone: "a"}),
    )
    assert found == {"w": ["w-1", "w-2", "w-3"], "v-1": ["v-1"]}


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ({"eks.amazonaws.com/nodegroup": "spot", "pool": "x"}, "spot"),
        ({"pool": "x", "node-role.kubernetes.io/worker": ""}, "x"),
        ({"node-role.kubernetes.io/worker": "", "node-role.kubernetes.io/edge": ""}, "edge"),
        ({}, "edge"),
    ],
)
def test_a_pool_is_named_by_label_role_or_the_names_of_its_nodes(labels: dict[str, str], name: str) -> None:
    nodes = [node(f"edge-{number}.example.internal", labels=labels) for number in (1, 2)]
    assert list(pools(*nodes)) == [name]


def test_pools_of_the_same_name_are_told_apart() -> None:
    nodes = [node(f"n{number}", labels={"pool": "x"}, allocatable={"cpu": str(number)}) for number in (1, 2, 3)]
    assert list(pools(*nodes)) == ["x", "x-2", "x-3"]


def test_nodes_stand_by_pool_and_zone_in_the_order_of_first_appearance() -> None:
    shapes = [
        Shape({"topology.kubernetes.io/zone": "b"}, (), group="g"),
        Shape({"failure-domain.beta.kubernetes.io/zone": "a"}, (), group="g"),
        Shape({}, (), group="h"),
    ]
    nodes = [Node(n, f"n{n}", shapes[which], {}) for n, which in enumerate((0, 1, 2, 0))]
    nodes.append(Node(4, "n4", shapes[0], {"topology.kubernetes.io/zone": "c"}))
    assert [(place.pool, place.zone, place.nodes) for place in node_places(nodes)] == [
        ("g", "b", ("n0", "n3")),
        ("g", "a", ("n1",)),
        ("h", "", ("n2",)),
        ("g", "c", ("n4",)),
    ]
