"""Overrides, and which nodes they mean."""

from __future__ import annotations

import pytest

from dslint.kubernetes.cluster import Node
from tests.inventory.compact import expanded

GROUPS = [
    {"name": "general", "count": 6, "zones": ["a", "b"], "labels": {"pool": "x", "cores": "8"}},
    {"name": "gpu-a", "count": 2, "labels": {"pool": "y"}, "slotsPerRack": 1, "labelPattern": {"rack": "r{rack}"}},
    {"name": "far", "count": 1, "virtual": "fargate", "labels": {"kubernetes.io/os": "windows"}},
]
MARK = {"labels": {"mark": "1"}}


def overridden(*overrides: dict[str, object]) -> list[Node]:
    return expanded(nodeGroups=GROUPS, overrides=list(overrides)).nodes


def marked(**match: object) -> list[str]:
    return [one.name for one in overridden({"match": match, **MARK}) if one.label("mark")]


@pytest.mark.parametrize(
    ("match", "names"),
    [
        ({"name": "general-2"}, ["general-2"]),
        ({"name": "general-[12]"}, ["general-1", "general-2"]),
        ({"name": ["far-1", "gpu-a-*"]}, ["gpu-a-1", "gpu-a-2", "far-1"]),
        ({"hostRange": ["general-[5-9]", "gpu-a-1"]}, ["general-5", "general-6", "gpu-a-1"]),
        ({"group": "gpu-*"}, ["gpu-a-1", "gpu-a-2"]),
        ({"zone": "b"}, ["general-2", "general-4", "general-6"]),
        ({"os": "windows"}, ["far-1"]),
        ({"arch": "amd64", "virtual": True}, ["far-1"]),
        ({"virtual": "fargate"}, ["far-1"]),
        ({"virtual": False, "labels": {"pool": "y"}}, ["gpu-a-1", "gpu-a-2"]),
        ({"labels": {"rack": "r2"}}, ["gpu-a-2"]),
        ({"labels": {"kubernetes.io/hostname": "gpu-a-1"}}, ["gpu-a-1"]),
        ({"labels": "pool in (y,z),rack!=r1"}, ["gpu-a-2"]),
        ({"labels": "!pool"}, ["far-1"]),
        ({"labels": "cores>4,pool=x", "zone": "a"}, ["general-1", "general-3", "general-5"]),
        ({"group": "general", "sample": 2}, ["general-2", "general-5"]),
        ({"group": "general", "sample": "50%"}, ["general-2", "general-4", "general-6"]),
        ({"group": "general", "sample": 0}, []),
    ],
)
def test_nodes_are_meant_by_all_that_the_match_says(match: dict[str, object], names: list[str]) -> None:
    assert marked(**match) == names


def test_samples_avoid_nodes_that_another_sample_took() -> None:
    half = {"group": "general", "sample": 3}
    nodes = overridden({"match": half, "unschedulable": True}, {"match": half, "conditions": {"Ready": "False"}})
    assert [one.shape.unschedulable for one in nodes[:6]] != [one.shape.ready == "False" for one in nodes[:6]]
    assert not any(one.shape.unschedulable and one.shape.ready == "False" for one in nodes)


def test_each_override_of_one_shape_counts_for_its_own_nodes() -> None:
    cordoned, down, *rest = overridden(
        {"match": {"name": "general-1"}, "unschedulable": True},
        {"match": {"name": "general-3"}, "conditions": {"Ready": "Unknown"}},
    )[:5:2]
    assert (cordoned.shape.unschedulable, cordoned.shape.ready) == (True, "True")
    assert (down.shape.unschedulable, down.shape.ready) == (False, "Unknown")
    assert [one.shape.ready for one in rest] == ["True"]


def test_labels_are_added_replaced_and_taken_away() -> None:
    one = overridden({"match": {"name": "gpu-a-1"}, "labels": {"pool": None, "rack": "moved", "new": "1"}})[6]
    assert one.label("pool") is None
    assert (one.label("rack"), one.label("new"), one.label("kubernetes.io/hostname")) == ("moved", "1", "gpu-a-1")


def test_a_ready_condition_takes_the_taints_of_the_old_one_away() -> None:
    groups = [{"name": "g", "count": 1, "notReady": 1, "taints": ["x:NoSchedule"]}]
    cluster = expanded(nodeGroups=groups, overrides=[{"match": {"group": "g"}, "conditions": {"Ready": "True"}}])
    assert [str(taint) for taint in cluster.nodes[0].shape.taints] == ["x:NoSchedule"]
    assert cluster.nodes[0].shape.ready == "True"


def test_uncordoning_takes_the_taint_of_the_cordon_away() -> None:
    groups = [{"name": "g", "count": 1, "unschedulable": True}]
    cluster = expanded(nodeGroups=groups, overrides=[{"match": {"group": "g"}, "unschedulable": False}])
    assert cluster.nodes[0].shape.taints == ()


def test_a_taint_of_the_same_key_and_effect_is_replaced_in_its_place() -> None:
    groups = [{"name": "g", "count": 1, "taints": ["a=1:NoSchedule", "b:NoExecute"]}]
    cluster = expanded(
        nodeGroups=groups, overrides=[{"match": {"group": "g"}, "taints": ["a=2:NoSchedule", "a:NoExecute"]}]
    )
    assert [str(taint) for taint in cluster.nodes[0].shape.taints] == ["a=2:NoSchedule", "b:NoExecute", "a:NoExecute"]


def test_amounts_are_replaced_one_by_one_and_load_is_of_the_new_ones() -> None:
    groups = [{"name": "g", "count": 1, "allocatable": {"cpu": 4, "memory": "1Gi"}, "load": {"cpu": "50%"}}]
    more = {"allocatable": {"cpu": 8}, "load": {"cpu": "75%", "memory": "1Mi"}}
    shape = expanded(nodeGroups=groups, overrides=[{"match": {"group": "g"}, **more}]).nodes[0].shape
    assert shape.allocatable == {"cpu": 8000, "memory": 2**30, "pods": 110}
    assert shape.load == {"cpu": 6000, "memory": 2**20}
