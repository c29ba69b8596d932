"""The static pods of a compact inventory."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from tests.inventory.compact import expanded


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


GROUP = "apiVersion: dslint.dev/v1\nkind: Inventory\nspec:\n  nodeGroups:\n  - {name: g, count: 3%s}\n%s"


@pytest.mark.parametrize("name", ["/proc/", "../other/", "manifests/../../", "link/"])
def test_static_pods_are_inside_the_project(tmp_path: Path, name: str) -> None:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "link").symlink_to(tmp_path)
    file = written(project, "a.yaml", GROUP % (f', staticPods: ["{name}"]', ""))
    with pytest.raises(InventoryError) as error:
        read_inventory(file)
    assert str(error.value).startswith(f"{file}:5: spec.nodeGroups[0].staticPods[0]: {name} is outside the project")


def test_static_pods_may_stand_anywhere_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for folder in ("manifests", "inventories"):
        (tmp_path / folder).mkdir()
    file = written(tmp_path / "inventories", "a.yaml", GROUP % (", staticPods: [../manifests/]", ""))
    assert set(read_inventory(file).static_folders) == {"g-1", "g-2", "g-3"}


@pytest.mark.parametrize(("name", "said"), [("nope/", "does not exist"), ("a\\0/", "cannot contain a null character")])
def test_static_pods_that_are_not_there_are_told(tmp_path: Path, name: str, said: str) -> None:
    file = written(tmp_path, "a.yaml", GROUP % (f', staticPods: ["{name}"]', ""))
    with pytest.raises(InventoryError, match=said):
        read_inventory(file)


def test_a_static_pod_stands_once_on_each_of_its_nodes_however_often_it_is_named() -> None:
    cluster = expanded(
        nodeGroups=[{"name": "g", "count": 2, "staticPods": ["etcd", "etcd"]}],
        staticPods={"etcd": {"requests": {"cpu": "100m"}}},
    )
    assert [(pod.name, pod.node, pod.static) for pod in cluster.pods] == [
        ("etcd-g-1", "g-1", True),
        ("etcd-g-2", "g-2", True),
    ]


def test_a_name_that_is_neither_template_nor_folder_is_told_with_the_nearest() -> None:
    with pytest.raises(InventoryError, match=r"no static pod 'etdc' in spec.staticPods; did you mean etcd\?"):
        expanded(nodeGroups=[{"name": "g", "count": 1, "staticPods": ["etdc"]}], staticPods={"etcd": {}})
