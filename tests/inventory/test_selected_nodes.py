"""Nodes that an inventory or an expectation selects."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.compact_types import Match
from dslint.inventory.selected_nodes import Selection, evenly, named, sampled, selector_with
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
