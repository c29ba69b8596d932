"""Changes of nodes: only what is given changes."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.amounts import UndeclaredAmountError
from dslint.inventory.node_change import NodeChange
from dslint.inventory.node_shapes import Shapes
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint
from tests.inventory.compact import expanded

RELEASE = Release.of("1.36")
NOT_READY = "node.kubernetes.io/not-ready"


def node(own: dict[str, str] | None = None, **fields: Any) -> Node:
    given = {"labels": {"pool": "a"}, "taints": (), "allocatable": {"cpu": 4000}, "load": {"cpu": 1000}, **fields}
    return Node(0, "n1", Shape(**given), own or {})


def applied(change: NodeChange, before: Node | None = None, release: Release = RELEASE) -> Node:
    return change.apply(before or node(), Shapes(), release)


def taints(change: NodeChange, *before: str, release: Release = RELEASE) -> list[str]:
    found = applied(change, node(taints=tuple(map(Taint.parse, before))), release).shape.taints
    return [str(taint) for taint in found]


def test_no_change_changes_nothing() -> None:
    before = node({"kubernetes.io/hostname": "n1"})
    after = applied(NodeChange(), before)
    assert (after.labels, after.shape.load, after.shape.allocatable) == (before.labels, {"cpu": 1000}, {"cpu": 4000})


def test_a_label_of_none_is_taken_away_and_one_of_the_node_itself_gives_way() -> None:
    change = NodeChange(labels={"pool": None, "zone": "b", "rack": "r2"})
    assert applied(change, node({"rack": "r1", "id": "x"})).labels == {"zone": "b", "rack": "r2", "id": "x"}


def test_a_taint_takes_the_place_of_one_with_its_key_and_effect() -> None:
    change = NodeChange(taints=(Taint("a", "2", "NoSchedule"), Taint("b", "", "NoExecute")))
    assert taints(change, "a=1:NoSchedule", "a=1:NoExecute") == ["a=2:NoSchedule", "a=1:NoExecute", "b:NoExecute"]


@pytest.mark.parametrize(
    ("untaint", "left"),
    [((("a", ""),), ["b:NoSchedule"]), ((("a", "NoExecute"),), ["a:NoSchedule", "b:NoSchedule"]), ((("c", ""),), None)],
)
def test_taints_are_taken_away_by_key_or_by_key_and_effect(untaint: Any, left: list[str] | None) -> None:
    before = ["a:NoSchedule", "a:NoExecute", "b:NoSchedule"]
    assert taints(NodeChange(untaint=untaint), *before) == (before if left is None else left)


def test_a_condition_brings_its_taints_and_takes_those_of_its_other_status() -> None:
    assert taints(NodeChange(conditions={"Ready": "False"}), "a:NoSchedule") == [
        "a:NoSchedule", f"{NOT_READY}:NoSchedule", f"{NOT_READY}:NoExecute",
    ]  # fmt: skip
    assert taints(NodeChange(conditions={"Ready": "True"}), f"{NOT_READY}:NoExecute", "a:NoSchedule") == [
        "a:NoSchedule"
    ]
    assert taints(NodeChange(conditions={"Ready": "False"}), release=Release.of("1.11")) == []


def test_a_cordon_comes_with_its_taint_and_goes_with_it() -> None:
    cordoned = "node.kubernetes.io/unschedulable:NoSchedule"
    assert taints(NodeChange(unschedulable=True)) == [cordoned]
    assert taints(NodeChange(unschedulable=False), cordoned, "a:NoSchedule") == ["a:NoSchedule"]
    assert taints(NodeChange(), cordoned) == [cordoned]


def test_load_is_a_share_of_what_is_allocatable_after_the_change() -> None:
    after = applied(NodeChange(allocatable={"cpu": 8000, "pods": 10}, load={"cpu": "50%", "pods": 3}))
    assert after.shape.load == {"cpu": 4000, "pods": 3}
    assert applied(NodeChange(idle=True, load={"pods": 1})).shape.load == {"pods": 1}
    with pytest.raises(UndeclaredAmountError):
        applied(NodeChange(load={"memory": "1%"}))


def test_nodes_of_one_shape_have_one_shape_after_the_change() -> None:
    shapes, change, first = Shapes(), NodeChange(unschedulable=True), node()
    second = Node(1, "n2", first.shape, {})
    assert change.apply(first, shapes, RELEASE).shape is change.apply(second, shapes, RELEASE).shape


def test_each_override_of_one_shape_counts_for_its_own_nodes() -> None:
    cordoned, down, other = expanded(
        nodeGroups=[{"name": "general", "count": 3}],
        overrides=[
            {"match": {"name": "general-1"}, "unschedulable": True},
            {"match": {"name": "general-2"}, "conditions": {"Ready": "Unknown"}},
        ],
    ).nodes
    assert (cordoned.shape.unschedulable, cordoned.shape.ready) == (True, "True")
    assert (down.shape.unschedulable, down.shape.ready) == (False, "Unknown")
    assert (other.shape.unschedulable, other.shape.ready) == (False, "True")


def test_an_override_adds_replaces_and_removes_labels() -> None:
    group = {"name": "g", "count": 1, "labels": {"pool": "y"}, "slotsPerRack": 1, "labelPattern": {"rack": "r{rack}"}}
    override = {"match": {"name": "g-1"}, "labels": {"pool": None, "rack": "moved", "new": "1"}}
    (one,) = expanded(nodeGroups=[group], overrides=[override]).nodes
    assert one.label("pool") is None
    assert (one.label("rack"), one.label("new"), one.label("kubernetes.io/hostname")) == ("moved", "1", "g-1")


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


def test_pressure_comes_and_goes_with_its_condition() -> None:
    change = NodeChange(conditions={"DiskPressure": "True", "MemoryPressure": "False"})
    assert applied(change, node(pressure=("MemoryPressure", "PIDPressure"))).shape.pressure == (
        "DiskPressure",
        "PIDPressure",
    )


@pytest.mark.parametrize(
    ("before", "change", "virtual"),
    [
        ({}, NodeChange(labels={"type": "virtual-kubelet"}), "virtual-kubelet"),
        ({"type": "virtual-kubelet"}, NodeChange(labels={"type": None}), ""),
        ({"type": "virtual-kubelet"}, NodeChange(labels={"pool": "b"}), "as-declared"),
        ({"type": "virtual-kubelet"}, NodeChange(virtual=""), ""),
    ],
)
def test_a_change_marks_a_node_as_virtual_or_as_a_machine(
    before: dict[str, str], change: NodeChange, virtual: str
) -> None:
    declared = "as-declared" if before else ""
    assert applied(change, node(labels=before, virtual=declared)).shape.virtual == virtual
