"""Changes of nodes: only what is given changes."""

from __future__ import annotations

from typing import Any

import pytest
from dslint.inventory.compact_amounts import UndeclaredAmountError

from dslint.inventory.node_change import NodeChange
from dslint.inventory.node_shapes import Shapes
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint

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
