"""Alike nodes as groups of a compact inventory."""

from __future__ import annotations

from dslint.inventory.compressed_groups import groups_of
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


def test_load_and_taints_part_nodes_and_zones_do_not() -> None:
    cluster = expanded(
        nodeGroups=[
            {"name": "a", "count": 4, "zones": ["x", "y"], "load": {"cpu": "1"}},
            {"name": "b", "names": ["odd", "even"], "taints": ["k=v:NoSchedule"]},
        ]
    )
    first, second = groups_of(cluster)
    assert (len(first.nodes), first.fields["zones"], first.fields["load"]) == (4, ["x", "y"], {"cpu": "1"})
    assert (sorted(second.fields["names"]), second.fields["taints"]) == (["even", "odd"], ["k=v:NoSchedule"])
    assert "load" not in second.fields


def test_what_the_inventory_fills_in_is_not_written() -> None:
    (group,) = groups_of(read_inventory([node("n-1", labels=USUAL), node("n-2", labels=USUAL)]))
    assert group.fields == {
        "name": "n",
        "count": 2,
        "namePattern": "n-{i}",
        "labels": {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"},
    }
