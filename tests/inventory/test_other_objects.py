"""Objects other than nodes and pods, decoded and defaulted."""

from __future__ import annotations

import pytest

from dslint.inventory.documents import Document
from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.other_objects import GROUPS, is_in_groups, rejected_object
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


LEVEL = {"pod-security.kubernetes.io/enforce": "strict"}
REJECTED = [
    {"kind": "Namespace", "metadata": {"name": "team", "labels": LEVEL}},
    {
        "kind": "LimitRange",
        "metadata": {"name": "b", "namespace": "team"},
        "spec": {"limits": [{"type": "Pod"}, {"type": "Pod"}]},
    },
    {"kind": "PriorityClass", "metadata": {"name": "first"}, "value": 1, "globalDefault": True},
    {"kind": "PriorityClass", "metadata": {"name": "second"}, "value": 2, "globalDefault": True},
]


def test_what_the_server_rejects_is_left_out_and_told() -> None:
    cluster = read_inventory([node("a"), *REJECTED], Release.of("1.36"))
    assert {kind: [item["metadata"]["name"] for item in items] for kind, items in cluster.objects.items()} == {
        "PriorityClass": ["first"]
    }
    assert cluster.refused == {
        ("Namespace", "", "team"),
        ("LimitRange", "team", "b"),
        ("PriorityClass", "", "second"),
    }
    assert [sentence.partition(": ")[2].partition(" is ")[0] for sentence in cluster.rejected] == [
        'Namespace "team"',
        'LimitRange "b"',
        'priorityclasses.scheduling.k8s.io "second"',
    ]
    assert set(cluster.rejected) <= set(cluster.assumed)


def test_what_a_cluster_has_stored_is_there_whatever_the_server_accepts_now() -> None:
    stored = [{**item, "metadata": {**item["metadata"], "uid": "u"}} for item in REJECTED]  # type: ignore[dict-item]
    cluster = read_inventory([node("a"), *stored], Release.of("1.36"))
    assert {kind: len(items) for kind, items in cluster.objects.items()} == {
        "Namespace": 1,
        "LimitRange": 1,
        "PriorityClass": 2,
    }
    assert (cluster.rejected, cluster.refused) == ([], frozenset())


def test_objects_of_kinds_that_are_not_validated_are_kept() -> None:
    service_account = {"kind": "ServiceAccount", "metadata": {"name": "agent"}}
    assert rejected_object(service_account, read_inventory([node("a")]), Release.of("1.36")) is None


@pytest.mark.parametrize("kind", ["ResourceClaim", "ResourceClaimTemplate", "ResourceSlice", "DeviceClass"])
def test_what_devices_are_claimed_with_is_kept(kind: str) -> None:
    made = {"apiVersion": "resource.k8s.io/v1", "kind": kind, "metadata": {"name": "x"}, "spec": {"driver": "d"}}
    cluster = read_inventory([made, {**made, "apiVersion": "example.com/v1"}])
    assert [value["spec"] for value in cluster.of_kind(kind)] == [{"driver": "d"}]
    assert cluster.notes == [f"1 of kind {kind}: not used"]
