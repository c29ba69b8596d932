"""Existing pods as entries of a compact inventory."""

from __future__ import annotations

from typing import Any

from dslint.inventory.compression import compress
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from tests.inventory.compact import told
from tests.inventory.objects import node, pod

NOW = Release.of("1.36")


def owned(name: str, on: str, kind: str, owner: str, **spec: Any) -> dict[str, Any]:
    value = pod(name, on, namespace="ns", **spec)
    value["metadata"]["labels"] = {"app": owner}
    value["metadata"]["ownerReferences"] = [{"kind": kind, "name": owner, "controller": True}]
    return value


def test_pods_are_told_by_owner_with_the_shortest_way_to_name_their_nodes() -> None:
    entries = compress(told("mixed-cloud")).inventory["spec"]["existingPods"]
    assert [(entry["daemonSet"], entry["on"]) for entry in entries] == [
        ("kube-system/kube-proxy", {"group": ["general", "spot", "arm", "h100"]}),
        ("monitoring/node-exporter", {"group": ["general", "spot", "arm", "h100"]}),
    ]


def test_pods_of_a_node_that_the_dump_lacks_are_kept_as_they_are() -> None:
    found = [node("n1"), node("n2"), owned("a-1", "n1", "DaemonSet", "a"), owned("a-2", "gone", "DaemonSet", "a")]
    compressed = compress(read_inventory(found, NOW))
    (entry,) = compressed.inventory["spec"]["existingPods"]
    assert entry["on"] == {"name": "n1"}
    again = read_inventory([compressed.inventory, *compressed.objects], NOW)
    assert sorted(str(pod.node) for pod in again.pods) == ["gone", "n1"]
