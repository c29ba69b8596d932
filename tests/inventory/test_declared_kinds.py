from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dslint.inventory.compression import compress
from dslint.inventory.declared_kinds import complete_kinds, declaration, everywhere
from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.other_objects import ObjectDocument
from dslint.inventory.reader import read_inventory
from tests.inventory.objects import node


def account(name: str, namespace: str = "team") -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name, "namespace": namespace}}


def priority_class(name: str) -> dict[str, Any]:
    return {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": name}, "value": 1}


def listed(*items: dict[str, Any], kind: str = "List") -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": kind, "items": list(items)}


def compact(*complete: str) -> dict[str, Any]:
    spec = {"nodeGroups": [{"name": "w", "count": 1}], "complete": list(complete)}
    return {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": spec}


@pytest.mark.parametrize(
    ("declared", "complete"),
    [
        ([], set()),
        ([priority_class("a")], set()),
        ([priority_class("a"), priority_class("b")], {("PriorityClass", "")}),
        ([listed(priority_class("a"))], {("PriorityClass", "")}),
        ([listed(kind="PriorityClassList")], {("PriorityClass", "")}),
        ([listed(kind="ServiceAccountList")], {("ServiceAccount", "*")}),
        ([listed()], set()),
        ([listed(kind="ConfigMapList")], set()),
        ([listed(account("a"), account("b", "other"))], {("ServiceAccount", "team"), ("ServiceAccount", "other")}),
        ([account("a"), account("b", "other")], {("ServiceAccount", "team"), ("ServiceAccount", "other")}),
    ],
)
def test_lists_and_several_objects_are_complete_in_the_namespaces_that_they_show(
    declared: list[dict[str, Any]], complete: set[tuple[str, str]]
) -> None:
    assert read_inventory([compact(), *declared]).complete == complete


def test_objects_that_are_passed_together_with_nodes_are_a_list() -> None:
    assert read_inventory([node("n1"), priority_class("a")]).complete == {("PriorityClass", "")}


def test_a_list_of_pods_says_nothing_of_quotas(tmp_path: Path) -> None:
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "team"}, "spec": {}}
    file = tmp_path / "nodes.json"
    file.write_text(json.dumps(listed(node("n1"), pod)))
    assert read_inventory(file).complete == frozenset()


def test_lists_that_kubectl_appends_to_a_file_are_read(tmp_path: Path) -> None:
    file = tmp_path / "nodes.json"
    file.write_text(json.dumps(listed(node("n1")), indent=4) + "\n")
    with file.open("a") as more:
        more.write(json.dumps(listed(priority_class("a")), indent=4) + "\n")
    found = read_inventory(file)
    assert ([each.name for each in found.nodes], found.complete) == (["n1"], {("PriorityClass", "")})


def test_a_compact_inventory_says_so_of_a_kind() -> None:
    found = read_inventory([compact("PriorityClass", "ServiceAccount", "ResourceQuota/team")])
    assert found.complete == {("PriorityClass", ""), ("ServiceAccount", "*"), ("ResourceQuota", "team")}
    assert found.is_complete("ServiceAccount", "any")
    assert found.is_complete("ResourceQuota", "team")
    assert not found.is_complete("ResourceQuota", "other")


@pytest.mark.parametrize("kind", ["Node", "DaemonSet", "PriorityClass/team", ""])
def test_other_kinds_cannot_be_complete(kind: str) -> None:
    with pytest.raises(InventoryError, match="write a kind that an inventory declares"):
        read_inventory([compact(kind)])


def test_compressing_keeps_what_is_complete() -> None:
    dump = read_inventory([listed(node("n1"), priority_class("a"), account("b")), compact("RuntimeClass")])
    small = compress(dump)
    assert small.inventory["spec"]["complete"] == ["PriorityClass", "RuntimeClass", "ServiceAccount/team"]
    assert read_inventory([small.inventory, *small.objects]).complete == dump.complete


def test_what_is_complete_is_written_as_it_is_read() -> None:
    documents = [ObjectDocument(account("a"), Place(), listed=True)]
    found = complete_kinds(documents, ["PriorityClass"], ["LimitRange"])
    assert declaration(found) == ["LimitRange", "PriorityClass", "ServiceAccount/team"]
    assert complete_kinds([], [], declaration(found)) == found
    assert (everywhere("Namespace"), everywhere("LimitRange")) == (("Namespace", ""), ("LimitRange", "*"))
