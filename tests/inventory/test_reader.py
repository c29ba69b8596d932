"""Objects in, a Cluster out."""

from __future__ import annotations

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from tests.inventory.objects import HOSTNAME, node, pod


def test_nodes_stand_in_the_order_given_with_all_their_labels() -> None:
    cluster = read_inventory([node("b", labels={"disk": "ssd"}), node("a")])
    assert [(one.index, one.name) for one in cluster.nodes] == [(0, "b"), (1, "a")]
    assert cluster.nodes[0].labels == {HOSTNAME: "b", "disk": "ssd"}
    assert cluster.nodes[0].label(HOSTNAME) == "b"


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


def test_lists_in_any_mixture_are_unfolded_and_their_kind_stands_for_their_items() -> None:
    bare = {"metadata": {"name": "c"}}
    nodes = {"kind": "NodeList", "apiVersion": "v1", "items": [bare]}
    everything = {"kind": "List", "apiVersion": "v1", "items": [node("a"), pod("p-1", "a"), nodes]}
    cluster = read_inventory([everything, node("b")])
    assert [one.name for one in cluster.nodes] == ["a", "c", "b"]
    assert [one.key for one in cluster.pods] == ["default/p-1"]


def test_one_object_may_come_without_a_list_around_it() -> None:
    assert [one.name for one in read_inventory(node("a")).nodes] == ["a"]


def test_other_kinds_are_kept_by_kind_and_those_of_no_use_are_noted() -> None:
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x", "labels": None}}
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}}
    cluster = read_inventory([node("a"), namespace, config, config])
    assert cluster.of_kind("Namespace") == [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x"}}]
    assert cluster.notes == ["2 of kind ConfigMap: not used"]


def test_namesakes_of_other_groups_are_no_objects_of_kubernetes() -> None:
    namesakes = [
        {"apiVersion": "metal.example/v1", "kind": "Node", "metadata": {"name": "x"}},
        {"apiVersion": "apps.example/v1", "kind": "DaemonSet", "metadata": {"name": "x"}},
    ]
    cluster = read_inventory([node("a"), *namesakes])
    assert [one.name for one in cluster.nodes] == ["a"]
    assert cluster.notes == ["1 of kind DaemonSet: not used", "1 of kind Node: not used"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            {"kind": "PriorityClass", "metadata": {"name": "x"}, "value": "high"},
            "[0].value: json: cannot unmarshal string",
        ),
        (
            {"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget", "metadata": {"name": "x"}, "spec": []},
            "[0].spec: json: cannot unmarshal array",
        ),
        (
            {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "x"}, "spec": {"template": 1}},
            "[0].spec.template: json: cannot unmarshal number",
        ),
        ({"kind": "Namespace", "metadata": {}}, "[0].metadata.name: Namespace without a name; add one"),
    ],
)
def test_other_objects_are_of_the_types_that_kubernetes_reads(value: dict[str, object], said: str) -> None:
    with pytest.raises(InventoryError) as error:
        read_inventory([value])
    assert str(error.value).startswith(said)


def test_objects_of_an_older_version_keep_their_apiversion() -> None:
    budget = {"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget", "metadata": {"name": "x"}}
    assert read_inventory([budget], Release.of("1.9")).of_kind("PodDisruptionBudget") == [budget]


@pytest.mark.parametrize("source", [None, 3, ["nodes.yaml"]])
def test_a_source_is_an_object_or_a_path(source: object) -> None:
    with pytest.raises(InventoryError, match="found; pass objects"):
        read_inventory([source])


def test_the_newest_kubelet_tells_the_version() -> None:
    old, new = ({"kubeletVersion": version} for version in ("v1.32.1-eks-abc", "v1.33.0"))
    cluster = read_inventory([node("a", nodeInfo=old), node("b", nodeInfo=new), node("c")])
    assert cluster.kubernetes_version == "1.33"


def test_no_pods_means_that_none_are_known() -> None:
    assert not read_inventory([node("a")]).pods_known
    assert read_inventory([node("a"), pod("p", "a")]).pods_known


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            node("a", labels={"x": True}),
            "[0].metadata.labels.x: true or false found; write a string in quotes",
        ),
        (node("a", taints={"key": "x"}), "[0].spec.taints: a map found; write a list"),
        (node("a", taints=["x"]), "[0].spec.taints[0]: a string found; write a map"),
        (node("a", allocatable={"cpu": "4 cores"}), "[0].status.allocatable: '4 cores' is not a quantity"),
        (node(""), "[0].metadata.name: a node without a name; add one"),
        ({"metadata": {"name": "a"}}, "[0].kind: no kind; add one, such as kind: Node"),
        ({"kind": "Node", "metadata": {"name": object()}}, "[0]: not a JSON value"),
        (
            {"kind": "NodeList", "items": [node("a"), {"spec": 1}]},
            "[0].items[1].spec: a number found; write a map",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_field(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(InventoryError) as error:
        read_inventory([wrong])
    assert str(error.value).startswith(said)


def test_a_node_declared_twice_is_an_error() -> None:
    with pytest.raises(InventoryError, match="node a is declared twice; remove one"):
        read_inventory([node("a"), node("a")])


def test_null_stands_for_an_absent_field() -> None:
    cluster = read_inventory(
        [{"kind": "Node", "metadata": {"name": "a", "labels": None}, "spec": None, "status": None}]
    )
    assert cluster.nodes[0].labels == {}
    assert not cluster.nodes[0].shape.resources_known


def test_a_label_of_null_is_the_empty_text_as_for_the_server() -> None:
    cluster = read_inventory([node("a", labels={"node-role.kubernetes.io/worker": None}), pod("p", "a")])
    assert cluster.nodes[0].label("node-role.kubernetes.io/worker") == ""


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        ({"allocatable": {"cpu": "1930m", "memory": "2Gi"}, "capacity": {"cpu": "2"}}, {"cpu": 1930, "memory": 2**31}),
        ({"capacity": {"cpu": 2, "pods": "110"}}, {"cpu": 2000, "pods": 110}),
    ],
)
def test_allocatable_is_in_base_units_and_capacity_stands_in_for_it(
    status: dict[str, dict[str, str]], seen: dict[str, int]
) -> None:
    shape = read_inventory([node("a", **status)]).nodes[0].shape
    assert shape.allocatable == seen
    assert shape.resources_known


def test_images_are_told_by_every_name() -> None:
    images = [{"names": ["app@sha256:1", "app:1"], "sizeBytes": 7}, {"names": None}]
    cluster = read_inventory([node("a", images=images), node("b")])
    assert dict(cluster.nodes[0].images) == {"app@sha256:1": 7, "app:1": 7}
    assert dict(cluster.nodes[1].images) == {}


def test_a_release_given_holds_over_the_kubelets() -> None:
    cordoned = node("a", unschedulable=True, nodeInfo={"kubeletVersion": "v1.33.0"})
    assert read_inventory([cordoned], Release.of("1.9")).nodes[0].shape.taints == ()
    assert len(read_inventory([cordoned]).nodes[0].shape.taints) == 1
