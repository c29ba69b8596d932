"""Alike nodes as groups of a compact inventory."""

from __future__ import annotations

from dslint.inventory.compression import compress
from dslint.inventory.reader import read_inventory
from tests.inventory.compact import expanded
from tests.inventory.objects import node

ZONE = "topology.kubernetes.io/zone"


BETA = {"beta.kubernetes.io/os": "linux", "beta.kubernetes.io/arch": "amd64"}


USUAL = {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", **BETA}


def test_alike_nodes_become_one_group_and_what_few_have_an_override() -> None:
    nodes = [node(f"w-{index}", labels={**USUAL, ZONE: "ab"[(index - 1) % 2]}) for index in range(1, 101)]
    nodes[6]["spec"]["unschedulable"] = True
    spec = compress(read_inventory(nodes)).inventory["spec"]
    (group,) = spec["nodeGroups"]
    assert group == {"name": "w", "count": 100, "namePattern": "w-{i}", "zones": ["a", "b"]}
    assert spec["overrides"] == [{"match": {"name": "w-7"}, "unschedulable": True}]


def test_what_a_whole_group_has_is_said_of_the_group() -> None:
    cluster = expanded(
        nodeGroups=[{"name": "cold", "count": 3, "unschedulable": True, "conditions": {"Ready": "False"}}]
    )
    spec = compress(cluster).inventory["spec"]
    assert spec["nodeGroups"][0]["unschedulable"] is True
    assert spec["nodeGroups"][0]["conditions"] == {"Ready": "False"}
    assert "overrides" not in spec


def test_racks_are_recognised_with_their_labels() -> None:
    group = {"name": "r", "count": 64, "namePattern": "r{rack:02}-{slot}", "slotsPerRack": 4, "zones": ["a", "b"],
             "labelPattern": {"clique": "rack-{rack}"}}  # fmt: skip
    (found,) = compress(expanded(nodeGroups=[group])).inventory["spec"]["nodeGroups"]
    assert {key: found[key] for key in group} == group
