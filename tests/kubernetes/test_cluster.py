"""Nodes take what they share from their shape, and the rest from themselves."""

from __future__ import annotations

import pytest

from dslint.kubernetes.cluster import Cluster, Node, Shape

GENERAL = Shape({"pool": "general", "zone": "a"}, (), images={"agent:1": 10})
GPU = Shape({"pool": "gpu"}, ())


def node(name: str, shape: Shape = GENERAL, **fields: object) -> Node:
    return Node(0, name, shape, **{"own_labels": {}, **fields})


@pytest.mark.parametrize(
    ("key", "value"), [("pool", "general"), ("zone", "b"), ("rack", "r1"), ("absent", None), ("empty", "")]
)
def test_a_label_of_the_node_itself_comes_before_that_of_its_shape(key: str, value: str | None) -> None:
    one = node("n1", own_labels={"zone": "b", "rack": "r1", "empty": ""})
    assert one.label(key) == value
    assert one.labels.get(key) == value


def test_all_labels_are_a_new_dict_that_may_be_changed() -> None:
    one = node("n1")
    one.labels["pool"] = "changed"
    assert one.label("pool") == "general"


@pytest.mark.parametrize(("own", "images"), [(None, {"agent:1": 10}), ({"other:1": 5}, {"other:1": 5}), ({}, {})])
def test_images_are_those_of_the_shape_unless_the_node_has_its_own_even_none(
    own: dict[str, int] | None, images: dict[str, int]
) -> None:
    assert node("n1", own_images=own).images == images


def test_shapes_come_in_the_order_of_their_first_node() -> None:
    names = {"a": GENERAL, "b": GPU, "c": GENERAL}
    cluster = Cluster("test", [node(name, shape) for name, shape in names.items()])
    shapes = [(shape, [one.name for one in nodes]) for shape, nodes in cluster.shapes()]
    assert shapes == [(GENERAL, ["a", "c"]), (GPU, ["b"])]


def test_two_shapes_of_the_same_content_stay_two() -> None:
    alike = [Shape({"pool": "x"}, ()), Shape({"pool": "x"}, ())]
    assert len(list(Cluster("test", [node(str(n), shape) for n, shape in enumerate(alike)]).shapes())) == 2


def test_a_kind_that_was_not_declared_has_no_objects() -> None:
    cluster = Cluster("test", [], objects={"Namespace": [{"metadata": {"name": "team"}}]})
    assert [len(cluster.of_kind(kind)) for kind in ("Namespace", "LimitRange")] == [1, 0]


def test_what_is_not_declared_is_unknown_unless_its_kind_is_complete_or_the_server_refuses_it():
    account = {"kind": "ServiceAccount", "metadata": {"name": "a", "namespace": "team"}}
    high = {"kind": "PriorityClass", "metadata": {"name": "high"}}
    cluster = Cluster(
        "test",
        [],
        objects={"ServiceAccount": [account], "PriorityClass": [high]},
        complete=frozenset({("ServiceAccount", "team"), ("LimitRange", "*")}),
        refused=frozenset({("PriorityClass", "", "bad")}),
    )
    assert cluster.has("ServiceAccount", "a", "team")
    assert not cluster.has("ServiceAccount", "a", "other")
    assert [cluster.unknown("ServiceAccount", name, where) for name, where in (("a", "team"), ("b", "team"))] == [
        False,
        False,
    ]
    assert cluster.unknown("ServiceAccount", "b", "other")
    assert [cluster.unknown("PriorityClass", name) for name in ("high", "bad", "low")] == [False, False, True]
    assert cluster.is_complete("LimitRange", "any")
    assert not cluster.is_complete("PriorityClass")
