"""Declared load includes the declared pods."""

from __future__ import annotations

from dslint.inventory.load import requests_by_node

from dslint.inventory.reader import read_inventory
from tests.inventory.compact import expanded
from tests.inventory.objects import node, pod

GROUPS = [{"name": "g", "count": 3, "allocatable": {"cpu": 4}}]


def test_load_is_all_that_runs_there_and_declared_pods_are_a_part_of_it() -> None:
    groups = [{"name": "g", "count": 2, "allocatable": {"cpu": 4}, "load": {"cpu": "50%", "pods": 3}}]
    pods = [
        {"daemonSet": "a/ds", "on": "g-1", "requests": {"cpu": "500m"}},
        {"name": "a/big", "on": "g-2", "requests": {"cpu": 3}},
    ]
    one, two = expanded(nodeGroups=groups, existingPods=pods).nodes
    assert one.shape.load == {"cpu": 1500, "pods": 2}
    assert two.shape.load == {"cpu": 0, "pods": 2}


def test_load_alone_tells_enough_to_know_what_is_free() -> None:
    assert expanded(nodeGroups=[{**GROUPS[0], "load": {"cpu": 1}}]).pods_known
    assert not expanded(nodeGroups=GROUPS).pods_known


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
