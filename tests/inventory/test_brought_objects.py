from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.brought_objects import is_brought, with_brought
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release

NEWEST = Release.of("1.36")
NODES = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [{"name": "w", "count": 1}]}}


def of(kind: str, name: str = "x", namespace: str = "", api_version: str = "v1", **fields: Any) -> dict[str, Any]:
    metadata = {"name": name, **({"namespace": namespace} if namespace else {}), **fields.pop("metadata", {})}
    return {"apiVersion": api_version, "kind": kind, "metadata": metadata, **fields}


def priority_class(value: int, name: str = "high") -> dict[str, Any]:
    return of("PriorityClass", name, api_version="scheduling.k8s.io/v1", value=value)


def brought(*values: dict[str, Any], beside: tuple[dict[str, Any], ...] = ()) -> Cluster:
    return with_brought(read_inventory([NODES, *beside], NEWEST), values, NEWEST)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (of("ServiceAccount"), True),
        (priority_class(1), True),
        (of("PriorityClass", api_version="other.example/v1"), False),
        (of("ConfigMap"), False),
        (of("DaemonSet", api_version="apps/v1"), False),
        ({"kind": ["Namespace"]}, False),
        ("text", False),
    ],
)
def test_what_matters_for_pods_is_brought(value: Any, expected: bool) -> None:
    assert is_brought(value) is expected


def test_the_cluster_that_was_given_stays_as_it_is() -> None:
    before = read_inventory([NODES], NEWEST)
    after = with_brought(before, [priority_class(5), of("ConfigMap")], NEWEST)
    assert (before.of_kind("PriorityClass"), before.assumed) == ([], after.assumed)
    assert [item["value"] for item in after.of_kind("PriorityClass")] == [5]
    assert after.complete == before.complete


def test_the_value_of_a_class_does_not_change() -> None:
    found = brought(priority_class(5), beside=(priority_class(7),))
    assert [item["value"] for item in found.of_kind("PriorityClass")] == [7]
    assert found.assumed[-1] == (
        "PriorityClass high: value 7 in the inventory, 5 in the manifests; the value of a class cannot change, so the "
        "first counts"
    )
    assert brought(priority_class(7), beside=(priority_class(7),)).assumed == brought().assumed


def test_labels_of_a_namespace_are_added_and_a_quota_keeps_what_it_has_counted() -> None:
    before = of("Namespace", "team", metadata={"labels": {"a": "1", "b": "1"}})
    after = of("Namespace", "team", metadata={"labels": {"b": "2"}})
    (namespace,) = brought(after, beside=(before,)).of_kind("Namespace")
    assert namespace["metadata"]["labels"].items() >= {"a": "1", "b": "2"}.items()
    quotas = [of("ResourceQuota", "q", "team", spec={"hard": {"pods": number}}) for number in ("1", "2")]
    counted = {**quotas[0], "status": {"used": {"pods": "1"}}}
    (quota,) = brought(quotas[1], beside=(counted,)).of_kind("ResourceQuota")
    assert (quota["spec"]["hard"], quota["status"]["used"]) == ({"pods": "2"}, {"pods": "1"})


@pytest.mark.parametrize(
    "bad",
    [
        of("Namespace", "team", metadata={"labels": {"pod-security.kubernetes.io/enforce": "strict"}}),
        priority_class(2_000_000_000),
        of("LimitRange", "b", "team", spec={"limits": [{"type": "Pod"}, {"type": "Pod"}]}),
        of("ResourceQuota", "q", "team", spec={"hard": "much"}),
    ],
)
def test_what_the_server_rejects_is_not_there(bad: dict[str, Any]) -> None:
    found = brought(bad)
    namespace = bad["metadata"].get("namespace", "")
    assert found.of_kind(bad["kind"]) == []
    assert not found.unknown(bad["kind"], bad["metadata"]["name"], namespace)
    assert "left out, because the API server rejects it" in found.assumed[-1]


def test_an_object_without_a_name_is_left_out() -> None:
    nameless = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {}}
    assert brought(nameless).of_kind("ServiceAccount") == []


def test_a_rejected_change_leaves_the_object_as_it_is() -> None:
    bad = of("Namespace", "team", metadata={"labels": {"pod-security.kubernetes.io/enforce": "strict"}})
    found = brought(bad, beside=(of("Namespace", "team"),))
    assert [item["metadata"]["name"] for item in found.of_kind("Namespace")] == ["team"]
    assert found.refused == frozenset()
