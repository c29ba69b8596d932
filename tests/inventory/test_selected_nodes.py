"""Nodes that an inventory or an expectation selects."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.compact_types import Match
from dslint.inventory.selected_nodes import Selection, evenly, named, sampled, selector_with
from dslint.kubernetes.cluster import Node
from tests.inventory.compact import expanded

NODES = expanded(
    nodeGroups=[
        {"name": "gen", "count": 4, "zones": ["a", "b"]},
        {"name": "gpu", "count": 2, "labels": {"pool": "gpu", "kubernetes.io/arch": "arm64"}},
        {"name": "far", "count": 1, "virtual": "fargate"},
    ]
).nodes


def names(selection: Selection) -> list[str]:
    return [NODES[index].name for index in selection.indices(NODES)]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("*", [node.name for node in NODES]),
        ("gen-2", ["gen-2"]),
        ("gpu-*", ["gpu-1", "gpu-2"]),
        ("gen-[13]", ["gen-1", "gen-3"]),
        (["gen-1", "gpu-?"], ["gen-1", "gpu-1", "gpu-2"]),
        (Match(group="gpu"), ["gpu-1", "gpu-2"]),
        (Match(group="g*", zone="b"), ["gen-2", "gen-4"]),
        (Match(labels="pool=gpu"), ["gpu-1", "gpu-2"]),
        (Match(labels={"pool": "gpu"}, name="*-2"), ["gpu-2"]),
        (Match(arch="arm64"), ["gpu-1", "gpu-2"]),
        (Match(virtual=True), ["far-1"]),
        (Match(virtual="fargate"), ["far-1"]),
        (Match(virtual="virtual-kubelet"), []),
        (Match(host_range="gen-[2-9]"), ["gen-2", "gen-3", "gen-4"]),
        (Match(sample=2), ["gen-2", "gpu-2"]),
        (Match(group="gen", sample="50%"), ["gen-2", "gen-4"]),
        (Match(sample=0), []),
    ],
)
def test_nodes_meet_all_that_is_asked(on: Any, found: list[str]) -> None:
    assert names(Selection.of(on)) == found


def test_nodes_that_are_no_virtual_ones_are_asked_for_with_false() -> None:
    assert "far-1" not in names(Selection(virtual=False))
    assert len(names(Selection(virtual=False))) == 6


@pytest.mark.parametrize(
    ("count", "number", "found"),
    [(10, 1, [5]), (10, 2, [2, 7]), (10, 10, list(range(10))), (3, 2, [0, 2]), (5, 0, []), (1, 1, [0])],
)
def test_a_sample_is_spread_evenly(count: int, number: int, found: list[int]) -> None:
    assert evenly(count, number) == found


def test_a_sample_avoids_what_is_taken_while_there_are_others() -> None:
    assert sampled([0, 1, 2, 3], 2, taken={0, 1}) == [2, 3]
    assert sampled([0, 1, 2, 3], 3, taken={0, 1}) == [0, 2, 3]


@pytest.mark.parametrize(
    ("target", "found"), [("gpu-1", [4]), ("gpu", [4, 5]), ("g*-1", [0, 4]), ("f*", [6]), ("none", []), ("gp", [])]
)
def test_a_name_is_a_nodes_then_a_groups_then_a_pattern(target: str, found: list[int]) -> None:
    assert named(target, NODES) == found


def test_short_names_stand_for_well_known_labels() -> None:
    selector = selector_with("zone=a,tier!=x", {"zone": "topology.kubernetes.io/zone"})
    assert [item.key for item in selector.requirements] == ["topology.kubernetes.io/zone", "tier"]


OVERRIDDEN_GROUPS = [
    {"name": "general", "count": 6, "zones": ["a", "b"], "labels": {"pool": "x", "cores": "8"}},
    {"name": "gpu-a", "count": 2, "labels": {"pool": "y"}, "slotsPerRack": 1, "labelPattern": {"rack": "r{rack}"}},
    {"name": "far", "count": 1, "virtual": "fargate", "labels": {"kubernetes.io/os": "windows"}},
]
MARK = {"labels": {"mark": "1"}}


def overridden(*overrides: dict[str, object]) -> list[Node]:
    return expanded(nodeGroups=OVERRIDDEN_GROUPS, overrides=list(overrides)).nodes


def marked(**match: object) -> list[str]:
    return [one.name for one in overridden({"match": match, **MARK}) if one.label("mark")]


@pytest.mark.parametrize(
    ("match", "changed"),
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
def test_an_override_changes_the_nodes_that_its_match_selects(match: dict[str, object], changed: list[str]) -> None:
    assert marked(**match) == changed


def test_samples_avoid_nodes_that_another_sample_took() -> None:
    half = {"group": "general", "sample": 3}
    nodes = overridden({"match": half, "unschedulable": True}, {"match": half, "conditions": {"Ready": "False"}})
    assert [one.shape.unschedulable for one in nodes[:6]] != [one.shape.ready == "False" for one in nodes[:6]]
    assert not any(one.shape.unschedulable and one.shape.ready == "False" for one in nodes)
