"""existingPods and staticPods of a compact inventory."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from tests.inventory.compact import expanded, told

GROUPS = [{"name": "g", "count": 3, "allocatable": {"cpu": 4}}]


def with_pods(**entry: object) -> Cluster:
    return expanded(nodeGroups=GROUPS, existingPods=[{"on": "*", **entry}])


@pytest.mark.parametrize(
    ("entry", "names", "nodes"),
    [
        ({"daemonSet": "a/ds"}, ["ds-g-1", "ds-g-2", "ds-g-3"], ["g-1", "g-2", "g-3"]),
        ({"deployment": "a/web", "replicas": 4}, ["web-0", "web-1", "web-2", "web-3"], ["g-1", "g-2", "g-3", "g-1"]),
        ({"deployment": "a/web", "on": ["g-2", "g-1"]}, ["web-0", "web-1"], ["g-1", "g-2"]),
        ({"statefulSet": "a/db", "on": "g-3"}, ["db-0"], ["g-3"]),
        ({"name": "a/one", "on": "g-2"}, ["one"], ["g-2"]),
        ({"job": "a/j", "replicas": 0}, [], []),
        ({"daemonSet": "a/ds", "on": {"labels": {"no": "such"}, "sample": 0}}, [], []),
    ],
)
def test_a_daemonset_has_a_pod_on_each_node_and_replicas_are_dealt_out(
    entry: dict[str, object], names: list[str], nodes: list[str]
) -> None:
    pods = with_pods(**entry).pods
    assert [pod.name for pod in pods] == names
    assert [pod.node for pod in pods] == nodes
    assert {pod.namespace for pod in pods} <= {"a"}


@pytest.mark.parametrize(
    ("entry", "owner"),
    [
        ({"daemonSet": "ds"}, ("DaemonSet", "ds")),
        ({"deployment": "a/web"}, ("ReplicaSet", "web")),
        ({"statefulSet": "a/db"}, ("StatefulSet", "db")),
        ({"job": "a/j"}, ("Job", "j")),
        ({"name": "a/one"}, None),
    ],
)
def test_pods_know_their_owner(entry: dict[str, object], owner: tuple[str, str] | None) -> None:
    assert with_pods(**entry).pods[0].owner == owner


def test_pods_of_an_entry_share_one_spec_with_ports_requests_and_priority() -> None:
    ports = [9100, "53/UDP", "127.0.0.1:80/TCP"]
    one, two, *_ = with_pods(
        daemonSet="a/ds", hostNetwork=True, hostPorts=ports, requests={"cpu": "100m"}, limits={"memory": 1}, priority=7
    ).pods
    assert one.spec is two.spec
    assert [str(port) for port in one.spec.host_ports] == ["9100/TCP", "53/UDP", "80/TCP"]
    assert one.spec.host_ports[2].address == "127.0.0.1"
    assert one.spec.requests == {"cpu": 100, "memory": 1}
    assert one.spec.priority == 7


def test_static_pods_are_mirror_pods_on_their_nodes() -> None:
    pods = [pod for pod in told("homelab").pods if pod.static]
    assert [(pod.key, pod.node) for pod in pods] == [
        ("kube-system/etcd-master-1", "master-1"),
        ("kube-system/etcd-master-2", "master-2"),
        ("kube-system/apiserver-master-1", "master-1"),
        ("kube-system/apiserver-master-2", "master-2"),
    ]
    assert {pod.spec.priority for pod in pods} == {2000001000}


def test_manifest_folders_are_told_by_node_once_each() -> None:
    cluster = expanded(
        defaults={"staticPods": ["./all"]},
        nodeGroups=[{"name": "g", "count": 2, "staticPods": ["mine", "./all"]}],
        overrides=[{"match": {"name": "g-2"}, "staticPods": ["other/place"]}],
        staticPods={"mine": "manifests/mine"},
    )
    assert {
        node: [Path(folder).as_posix() for folder in folders] for node, folders in cluster.static_folders.items()
    } == {
        "g-1": ["all", "manifests/mine"],
        "g-2": ["all", "manifests/mine", "other/place"],
    }


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


INVENTORY = "apiVersion: dslint.dev/v1\nkind: Inventory\nspec:\n  nodeGroups:\n  - {name: g, count: 3%s}\n%s"


@pytest.mark.parametrize("name", ["/proc/", "../other/", "manifests/../../", "link/"])
def test_static_pods_are_inside_the_project(tmp_path: Path, name: str) -> None:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "link").symlink_to(tmp_path)
    file = written(project, "a.yaml", INVENTORY % (f', staticPods: ["{name}"]', ""))
    with pytest.raises(InventoryError) as error:
        read_inventory(file)
    assert str(error.value).startswith(f"{file}:5: spec.nodeGroups[0].staticPods[0]: {name} is outside the project")


def test_static_pods_may_be_anywhere_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for folder in ("manifests", "inventories"):
        (tmp_path / folder).mkdir()
    file = written(tmp_path / "inventories", "a.yaml", INVENTORY % (", staticPods: [../manifests/]", ""))
    assert set(read_inventory(file).static_folders) == {"g-1", "g-2", "g-3"}


@pytest.mark.parametrize(
    ("name", "message"), [("nope/", "does not exist"), ("a\\0/", "cannot contain a null character")]
)
def test_missing_static_pods_are_reported(tmp_path: Path, name: str, message: str) -> None:
    file = written(tmp_path, "a.yaml", INVENTORY % (f', staticPods: ["{name}"]', ""))
    with pytest.raises(InventoryError, match=message):
        read_inventory(file)


def test_a_static_pod_is_once_on_each_of_its_nodes_however_often_it_is_named() -> None:
    cluster = expanded(
        nodeGroups=[{"name": "g", "count": 2, "staticPods": ["etcd", "etcd"]}],
        staticPods={"etcd": {"requests": {"cpu": "100m"}}},
    )
    assert [(pod.name, pod.node, pod.static) for pod in cluster.pods] == [
        ("etcd-g-1", "g-1", True),
        ("etcd-g-2", "g-2", True),
    ]


def test_for_a_name_that_is_neither_template_nor_folder_the_nearest_is_suggested() -> None:
    with pytest.raises(InventoryError, match=r"no static pod 'etdc' in spec.staticPods; did you mean etcd\?"):
        expanded(nodeGroups=[{"name": "g", "count": 1, "staticPods": ["etdc"]}], staticPods={"etcd": {}})
