"""Existing pods as entries of a compact inventory."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.compressed_groups import groups_of
from dslint.inventory.compressed_pods import GroupMembers, is_simple, pods_of
from dslint.inventory.compression import compress
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release
from tests.inventory.compact import expanded, told
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


@pytest.mark.parametrize(
    ("spec", "simple"),
    [
        ({}, True),
        ({"volumes": [{"name": "v", "hostPath": {"path": "/"}}]}, True),
        ({"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}]}, False),
        ({"schedulingGates": [{"name": "g"}]}, False),
        ({"resourceClaims": [{"name": "c"}]}, False),
        (
            {"affinity": {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "z"}]}}},
            False,
        ),
    ],
)
def test_a_pod_is_simple_if_placement_reads_no_more_than_its_room(spec: dict[str, object], simple: bool) -> None:
    assert is_simple(PodSpec.of({"containers": [], **spec}, NOW, namespace="default", labels={})) is simple


MEMBERS = GroupMembers(groups_of(expanded(nodeGroups=[{"name": "a", "count": 3}, {"name": "b", "names": ["x"]}])))


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        ({"a-1", "a-2", "a-3", "x"}, "*"),
        ({"x"}, {"group": "b"}),
        ({"a-1", "a-2", "a-3"}, {"group": "a"}),
        ({"a-2"}, {"name": "a-2"}),
        ({"a-1", "a-2"}, {"hostRange": "a-[1-2]"}),
        ({"a-1", "x"}, {"hostRange": ["a-1", "x"]}),
    ],
)
def test_nodes_are_named_the_shortest_way(names: set[str], meant: object) -> None:
    assert MEMBERS.selector(names) == meant


def test_a_finished_pod_holds_nothing_and_several_on_a_node_are_replicas() -> None:
    finished = {**owned("ds-9", "n1", "DaemonSet", "ds"), "status": {"phase": "Failed"}}
    web = [owned(f"web-{n}", "n1", "ReplicaSet", "web") for n in range(3)]
    cluster = read_inventory([node("n1"), finished, *web], NOW)
    (entry,) = pods_of(cluster, groups_of(cluster)).existing
    assert (entry["deployment"], entry["on"], entry["replicas"]) == ("ns/web", "*", 3)
