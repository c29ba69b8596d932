"""Node groups: names, zones, labels, what is allocatable, what is not ready."""

from __future__ import annotations

from collections import Counter

import pytest

from dslint.inventory.errors import InventoryError
from tests.inventory.compact import expanded, group_of

ZONE = "topology.kubernetes.io/zone"


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ({"count": 2}, ["g-1", "g-2"]),
        ({"count": 2, "namePattern": "w{i:03}"}, ["w001", "w002"]),
        ({"count": 2, "namePattern": "{group}.{n}.{zone}", "zones": ["a", "b"]}, ["g.1.a", "g.2.b"]),
        ({"count": 3, "namePattern": "{rack}-{slot:02}", "slotsPerRack": 2}, ["1-01", "1-02", "2-01"]),
        ({"count": 1, "namePattern": "alone"}, ["alone"]),
        ({"count": 0}, []),
        ({"names": ["x", "y"]}, ["x", "y"]),
        ({"hostRange": ["a[1-2]", "b"]}, ["a1", "a2", "b"]),
        ({"hostRange": "a[08-10]"}, ["a08", "a09", "a10"]),
    ],
)
def test_names_come_from_a_pattern_a_list_or_a_range(group: dict[str, object], names: list[str]) -> None:
    assert [one.name for one in group_of(**group)] == names


def test_nodes_are_dealt_out_over_the_zones_and_whole_racks_stand_in_one() -> None:
    nodes = group_of(count=8, zones=["a", "b"])
    assert [one.label(ZONE) for one in nodes] == list("abababab")
    racked = group_of(count=8, zones=["a", "b"], slotsPerRack=2)
    assert [one.label(ZONE) for one in racked] == list("aabbaabb")


def test_a_zone_of_the_group_stands_over_the_inventory_s() -> None:
    cluster = expanded(zones=["a", "b"], nodeGroups=[{"name": "g", "count": 2, "zone": "c"}])
    assert [one.label(ZONE) for one in cluster.nodes] == ["c", "c"]


def test_os_arch_and_their_old_labels_are_filled_in() -> None:
    (one,) = group_of(count=1, labels={"kubernetes.io/arch": "arm64"})
    assert one.labels == {
        "kubernetes.io/os": "linux",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "arm64",
        "beta.kubernetes.io/arch": "arm64",
        "kubernetes.io/hostname": "g-1",
    }


@pytest.mark.parametrize(
    ("wanted", "count", "down"), [(2, 8, 2), ("25%", 8, 2), ("2.5%", 40, 1), ("1%", 8, 1), (9, 8, 8), (0, 8, 0)]
)
def test_not_ready_is_a_number_or_a_percentage_rounded_up(wanted: int | str, count: int, down: int) -> None:
    nodes = group_of(count=count, notReady=wanted)
    assert Counter(one.shape.ready for one in nodes)["False"] == down
    assert all(len(one.shape.taints) == 2 * (one.shape.ready == "False") for one in nodes)


def test_a_fault_is_spread_evenly_over_the_group() -> None:
    nodes = group_of(count=9, notReady=3)
    assert [one.index for one in nodes if one.shape.ready == "False"] == [1, 4, 7]


def test_dead_nodes_are_others_than_those_that_are_not_ready() -> None:
    cluster = expanded(nodeGroups=[{"name": "g", "count": 9, "notReady": 3, "dead": "20%"}])
    assert [one.shape.ready for one in cluster.nodes] == [
        *("True", "False", "Unknown", "True", "False", "True", "Unknown", "False", "True")
    ]
    assert {str(taint) for taint in cluster.nodes[2].shape.taints} == {
        "node.kubernetes.io/unreachable:NoSchedule",
        "node.kubernetes.io/unreachable:NoExecute",
    }
    assert {"3 nodes not ready: chosen evenly from their groups", "2 nodes dead: chosen evenly from their groups"} <= {
        *cluster.assumed
    }


def test_a_node_is_dead_where_it_can_not_be_another_one() -> None:
    nodes = group_of(count=2, notReady=2, dead=1)
    assert sorted(one.shape.ready for one in nodes) == ["False", "Unknown"]


def test_pressure_is_kept_beside_its_taint() -> None:
    (one,) = group_of(count=1, conditions={"DiskPressure": True, "PIDPressure": "Unknown", "MemoryPressure": "True"})
    assert one.shape.pressure == ("MemoryPressure", "DiskPressure")


@pytest.mark.parametrize(
    ("group", "virtual"),
    [
        ({"labels": {"eks.amazonaws.com/compute-type": "fargate"}}, "fargate"),
        ({"labels": {"type": "virtual-kubelet"}}, "virtual-kubelet"),
        ({"taints": ["virtual-kubelet.io/provider=azure:NoSchedule"]}, "virtual-kubelet"),
        ({"labels": {"type": "virtual-kubelet"}, "virtual": False}, ""),
        ({"labels": {"type": "virtual-kubelet"}, "virtual": "aci"}, "aci"),
        ({"labels": {"eks.amazonaws.com/compute-type": "ec2", "type": "worker"}}, ""),
    ],
)
def test_a_provider_s_labels_mark_virtual_nodes_unless_the_inventory_says_otherwise(
    group: dict[str, object], virtual: str
) -> None:
    (one,) = group_of(count=1, **group)
    assert one.shape.virtual == virtual


def test_labels_by_pattern_are_the_node_s_own_where_they_hang_on_its_number() -> None:
    nodes = group_of(
        count=4, zones=["a", "b"], slotsPerRack=2, labelPattern={"rack": "r{rack:02}", "hall": "hall-{zone}"}
    )
    assert [one.own_labels["rack"] for one in nodes] == ["r01", "r01", "r02", "r02"]
    assert [one.shape.labels["hall"] for one in nodes] == ["hall-a", "hall-a", "hall-b", "hall-b"]


def test_taints_of_the_defaults_stand_before_the_group_s_and_a_cordon_s_last() -> None:
    cluster = expanded(
        defaults={"taints": ["a:NoSchedule"], "unschedulable": True},
        nodeGroups=[{"name": "g", "count": 1, "taints": [{"key": "b", "value": "c", "effect": "NoExecute"}]}],
    )
    assert [str(taint) for taint in cluster.nodes[0].shape.taints] == [
        "a:NoSchedule",
        "b=c:NoExecute",
        "node.kubernetes.io/unschedulable:NoSchedule",
    ]


def test_a_label_of_null_is_the_empty_text() -> None:
    (one,) = group_of(count=1, labels={"node-role.kubernetes.io/worker": None})
    assert one.label("node-role.kubernetes.io/worker") == ""


def test_virtual_nodes_images_and_features_are_told() -> None:
    (one,) = group_of(count=1, virtual="fargate", images={"app:1": "2Gi"}, declaredFeatures=["X"])
    assert (one.shape.virtual, one.images, one.shape.declared_features) == ("fargate", {"app:1": 2**31}, {"X"})


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ({"count": 2, "namePattern": "same"}, "gives several nodes the same name; add the node's number, {n}"),
        ({"count": 2, "namePattern": "x-{rack}"}, "{rack} and {slot} need slotsPerRack"),
        ({"count": 2, "namePattern": "x-{x}"}, "{x} in 'x-{x}' is unknown; expected one of {i}, {n}"),
        ({"count": 2, "namePattern": "x-{i"}, "'x-{i' has an unclosed brace"),
        ({"count": 2, "namePattern": "x-{zone:03}"}, "{zone:03} in 'x-{zone:03}' cannot be padded"),
        ({"count": 2, "labelPattern": {"a": "{slot}"}}, "labelPattern.a: {rack} and {slot} need slotsPerRack"),
        ({"hostRange": "a[1-"}, "'a[1-' has an unclosed bracket"),
        ({"hostRange": ["b", "a[9-1]"]}, "range '9-1' ends before it starts"),
        ({"hostRange": "a[9-1]"}, "range '9-1' ends before it starts; write 1-9"),
    ],
)
def test_names_that_cannot_be_made_are_refused(group: dict[str, object], said: str) -> None:
    with pytest.raises(InventoryError) as error:
        group_of(**group)
    assert said in str(error.value)


def test_all_groups_together_have_a_limited_number_of_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dslint.inventory.node_groups.INVENTORY_NODES", 3)
    assert len(group_of(count=3)) == 3
    with pytest.raises(InventoryError, match="the groups up to this one have more than 3 nodes; declare fewer"):
        group_of(count=4)
