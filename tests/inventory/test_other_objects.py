"""Objects other than nodes and pods, decoded and defaulted."""

from __future__ import annotations

import pytest

from dslint.inventory.documents import Document
from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.other_objects import GROUPS, is_in_groups
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from tests.inventory.objects import node


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


@pytest.mark.parametrize(
    ("kind", "api_version", "known"),
    [
        ("Namespace", "v1", True),
        ("Namespace", "", True),
        ("Namespace", "example.com/v1", False),
        ("DaemonSet", "apps/v1", True),
        ("DaemonSet", "extensions/v1beta1", True),
        ("DaemonSet", "v1", False),
        ("CSINode", "storage.k8s.io/v1", True),
        ("CSINode", "storage.example/v1", False),
    ],
)
def test_a_kind_is_kubernetes_own_in_its_groups(kind: str, api_version: str, known: bool) -> None:
    assert is_in_groups(Document(kind, api_version, b"", Place()), GROUPS[kind]) is known


def test_an_object_is_defaulted_as_the_server_does() -> None:
    claim = {"kind": "PersistentVolumeClaim", "metadata": {"name": "c"}, "spec": {"accessModes": ["ReadWriteOnce"]}}
    (found,) = read_inventory([node("a"), claim]).of_kind("PersistentVolumeClaim")
    assert found["spec"]["accessModes"] == ["ReadWriteOnce"]
    assert found["metadata"]["name"] == "c"


@pytest.mark.parametrize("kind", ["ResourceClaim", "ResourceClaimTemplate", "ResourceSlice", "DeviceClass"])
def test_what_devices_are_claimed_with_is_kept(kind: str) -> None:
    made = {"apiVersion": "resource.k8s.io/v1", "kind": kind, "metadata": {"name": "x"}, "spec": {"driver": "d"}}
    cluster = read_inventory([made, {**made, "apiVersion": "example.com/v1"}])
    assert [value["spec"] for value in cluster.of_kind(kind)] == [{"driver": "d"}]
    assert cluster.notes == [f"1 of kind {kind}: not used"]
