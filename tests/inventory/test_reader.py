"""Objects in, a Cluster out."""

from __future__ import annotations

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from tests.inventory.objects import HOSTNAME, PLATFORM, node, pod


def test_nodes_stand_in_the_order_given_with_all_their_labels() -> None:
    cluster = read_inventory([node("b", labels={"disk": "ssd"}), node("a")])
    assert [(one.index, one.name) for one in cluster.nodes] == [(0, "b"), (1, "a")]
    assert cluster.nodes[0].labels == {HOSTNAME: "b", "disk": "ssd", **PLATFORM}
    assert cluster.nodes[0].label(HOSTNAME) == "b"


def test_lists_in_any_mixture_are_unfolded_and_their_kind_stands_for_their_items() -> None:
    bare = {"metadata": {"name": "c"}}
    nodes = {"kind": "NodeList", "apiVersion": "v1", "items": [bare]}
    everything = {"kind": "List", "apiVersion": "v1", "items": [node("a"), pod("p-1", "a"), nodes]}
    cluster = read_inventory([everything, node("b")])
    assert [one.name for one in cluster.nodes] == ["a", "c", "b"]
    assert [one.key for one in cluster.pods] == ["default/p-1"]


def test_one_object_may_come_without_a_list_around_it() -> None:
    assert [one.name for one in read_inventory(node("a")).nodes] == ["a"]


@pytest.mark.parametrize("source", [None, 3, ["nodes.yaml"]])
def test_a_source_is_an_object_or_a_path(source: object) -> None:
    with pytest.raises(InventoryError, match="found; pass objects"):
        read_inventory([source])


def test_a_version_that_nothing_declares_is_said_to_be_assumed() -> None:
    sentence = "Kubernetes 1.36: the inventory declares no version (-k gives one)"
    assert sentence in read_inventory([node("a")]).assumed
    assert sentence not in read_inventory([node("a")], Release.of("1.36")).assumed


def test_the_newest_kubelet_tells_the_version() -> None:
    old, new = ({"kubeletVersion": version} for version in ("v1.32.1-eks-abc", "v1.33.0"))
    cluster = read_inventory([node("a", nodeInfo=old), node("b", nodeInfo=new), node("c")])
    assert cluster.kubernetes_version == "1.33"


def test_the_kubelets_of_groups_tell_the_version_too() -> None:
    groups = [{"name": "a", "count": 1, "kubelet": "1.29.4"}, {"name": "b", "count": 1}]
    source = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": groups}}
    cluster = read_inventory([source])
    assert cluster.kubernetes_version == "1.29"
    assert [one.shape.kubelet for one in cluster.nodes] == ["1.29", ""]


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


def test_null_stands_for_an_absent_field() -> None:
    cluster = read_inventory(
        [{"kind": "Node", "metadata": {"name": "a", "labels": None}, "spec": None, "status": None}]
    )
    assert cluster.nodes[0].labels == PLATFORM
    assert not cluster.nodes[0].shape.resources_known


def test_a_release_given_holds_over_the_kubelets() -> None:
    cordoned = node("a", unschedulable=True, nodeInfo={"kubeletVersion": "v1.33.0"})
    assert read_inventory([cordoned], Release.of("1.9")).nodes[0].shape.taints == ()
    assert len(read_inventory([cordoned]).nodes[0].shape.taints) == 1


def test_nodes_and_pods_need_not_say_their_kind() -> None:
    """Archives of the OpenShift Insights Operator keep each object in a file of its own, without its kind."""
    bare = [{key: value for key, value in one.items() if key != "kind"} for one in (node("a"), pod("p", "a"))]
    bare[0]["status"] = {"nodeInfo": {"kubeletVersion": "v1.33.0"}}
    cluster = read_inventory([*bare, {"items": [{**bare[0], "metadata": {"name": "b"}}]}])
    assert [one.name for one in cluster.nodes] == ["a", "b"]
    assert [one.key for one in cluster.pods] == ["default/p"]
    with pytest.raises(InventoryError, match="no kind"):
        read_inventory([{**bare[0], "apiVersion": "example.com/v1"}])


def test_items_have_the_api_version_of_their_list() -> None:
    machines = {"kind": "NodeList", "apiVersion": "example.com/v1", "items": [{"metadata": {"name": "x"}}]}
    assert [one.name for one in read_inventory([machines, node("a")]).nodes] == ["a"]
