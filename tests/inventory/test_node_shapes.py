"""Shapes of nodes: what nodes share is one object."""

from __future__ import annotations

import pytest

from dslint.inventory.node_shapes import Shapes, virtual_kubelet
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Shape
from dslint.kubernetes.taints import Taint
from tests.inventory.objects import HOSTNAME, node


def test_nodes_that_differ_in_name_only_share_one_shape() -> None:
    cluster = read_inventory([node("a", labels={"pool": "x"}), node("b", labels={"pool": "x"}), node("c")])
    a, b, c = cluster.nodes
    assert a.shape is b.shape
    assert a.shape is not c.shape
    assert [len(nodes) for _, nodes in cluster.shapes()] == [2, 1]


def test_a_label_with_a_value_for_each_node_does_not_part_their_shapes() -> None:
    cluster = read_inventory([node(f"n{i}", labels={"instance-id": f"i-{i}"}) for i in range(40)])
    assert len(list(cluster.shapes())) == 1
    assert cluster.nodes[7].own_labels == {HOSTNAME: "n7", "instance-id": "i-7"}


def test_shapes_of_one_content_are_one_and_a_change_is_made_once() -> None:
    shapes, change, calls = Shapes(), object(), []
    first = shapes.of(Shape({"a": "b"}, ()))
    assert shapes.of(Shape({"a": "b"}, ())) is first
    assert shapes.of(Shape({"a": "c"}, ())) is not first

    def changed() -> Shape:
        calls.append(1)
        return Shape({"a": "b"}, ())

    assert shapes.changed(first, change, changed) is first
    assert shapes.changed(first, change, changed) is first
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("labels", "taints", "kubelet"),
    [
        ({"eks.amazonaws.com/compute-type": "fargate"}, (), "fargate"),
        ({"type": "virtual-kubelet"}, (), "virtual-kubelet"),
        ({"node.kubernetes.io/instance-type": "eklet"}, (), "eklet"),
        ({}, (Taint("virtual-kubelet.io/provider", "azure", "NoSchedule"),), "virtual-kubelet"),
        ({"eks.amazonaws.com/compute-type": "auto", "type": "kwok"}, (), ""),
    ],
)
def test_virtual_nodes_are_known_by_what_their_providers_write(
    labels: dict[str, str], taints: tuple[Taint, ...], kubelet: str
) -> None:
    assert virtual_kubelet(labels, taints) == kubelet


def test_a_dump_shows_virtual_nodes_and_pressure() -> None:
    fargate = node("f", labels={"eks.amazonaws.com/compute-type": "fargate"})
    full = node("full", conditions={"Ready": "True", "DiskPressure": "True"})
    shapes = [one.shape for one in read_inventory([fargate, full]).nodes]
    assert [(shape.virtual, shape.pressure) for shape in shapes] == [("fargate", ()), ("", ("DiskPressure",))]
