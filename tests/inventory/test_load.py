"""Declared load includes the declared pods."""

from __future__ import annotations

from tests.inventory.compact import expanded


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
