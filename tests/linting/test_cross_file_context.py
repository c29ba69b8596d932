"""What one text decides for the findings of others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from dslint.linting.cross_file_context import CrossFileContext, Neighbours, context_key
from dslint.source.file_roles import Role
from dslint.source.inputs import Text

LEVEL = "pod-security.kubernetes.io/enforce"


def namespace(name: Any = "team", labels: Any = None) -> dict[str, Any]:
    return {"kind": "Namespace", "metadata": {"name": name, "labels": labels}}


def context(*objects: Any) -> CrossFileContext:
    return CrossFileContext.of([((), value) for value in objects], objects)


def test_only_labels_that_pod_security_reads_are_kept() -> None:
    labels = {LEVEL: "baseline", f"{LEVEL}-version": "v1.30", "team": "a", "pod-security": "x"}
    assert context(namespace(labels=labels)).namespaces == {"team": {LEVEL: "baseline", f"{LEVEL}-version": "v1.30"}}


def test_of_two_namespaces_of_one_name_the_last_counts() -> None:
    found = context(namespace(labels={LEVEL: "baseline"}), namespace(labels={LEVEL: "restricted"}))
    assert found.namespaces == {"team": {LEVEL: "restricted"}}


@pytest.mark.parametrize(
    "value",
    [None, [], namespace(labels=[]), namespace(name=5, labels={LEVEL: "x"}), {"kind": "Namespace", "metadata": []},
     {"kind": "Namespace"}],
)  # fmt: skip
def test_what_has_no_labels_decides_nothing(value: Any) -> None:
    assert context(value).namespaces == {}


def test_agents_are_the_daemon_sets_of_the_text() -> None:
    daemon_set = {"kind": "DaemonSet", "metadata": {"name": "agent"}, "spec": {}}
    assert len(context(daemon_set, {"kind": "Pod"}, namespace()).agents) == 1


def test_the_key_depends_on_labels_alone_and_not_on_their_order() -> None:
    one = {"a": {"x": "1", "y": "2"}, "b": {"x": "1"}}
    other = {"b": {"x": "1"}, "a": {"y": "2", "x": "1"}}
    assert context_key(one) == context_key(other) != ""
    assert context_key(one) != context_key({**one, "b": {"x": "2"}})
    assert context_key({"a": {}}) == context_key({}) == ""


def tree(top: Path, *files: str) -> None:
    """Empty files, kustomizations that name args.yaml and deep/args.yaml as patches, and folders (`.git/`)."""
    for name in files:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            text = "patches: [{path: args.yaml}, {path: deep/args.yaml}, {path: ../args.yaml}]\n"
            (top / name).write_text(text if "ustomization" in name else "")
        else:
            (top / name).mkdir(exist_ok=True)


@pytest.mark.parametrize("kustomization", ["kustomization.yaml", "kustomization.yml", "Kustomization"])
def test_a_patch_is_known_by_the_kustomization_beside_it_and_above(tmp_path: Path, kustomization: str) -> None:
    tree(tmp_path, ".git/", f"a/{kustomization}", "a/deep/args.yaml")
    neighbours = Neighbours()
    assert neighbours.role(str(tmp_path / "a/args.yaml")) is Role.PATCH
    assert neighbours.role(str(tmp_path / "a/deep/args.yaml")) is Role.PATCH
    assert neighbours.role(str(tmp_path / "a/ds.yaml")) is None
    assert neighbours.role(str(tmp_path / "args.yaml")) is None, "it is above the kustomization"


def test_nothing_above_the_repository_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "kustomization.yaml", "deep/.git/", "plain/deep/")
    assert Neighbours().role(str(tmp_path / "deep/args.yaml")) is None
    (tmp_path / "deep/.git").rmdir()
    assert Neighbours().role(str(tmp_path / "deep/args.yaml")) is None, "not in a repository"
    monkeypatch.chdir(tmp_path)
    assert Neighbours().role("deep/args.yaml") is Role.PATCH, "the current folder is above"
    assert Neighbours().role("plain/../deep/args.yaml") is Role.PATCH


def test_a_kustomization_of_the_run_names_files_beside_its_folder(tmp_path: Path) -> None:
    tree(tmp_path, "overlay/kustomization.yaml")
    name = str(tmp_path / "args.yaml")
    run = [Text(str(tmp_path / "overlay/kustomization.yaml"), ""), Text(name, "")]
    assert Neighbours.of(run).role(name) is Role.PATCH
    assert Neighbours.of(run[1:]).role(name) is None


@pytest.mark.parametrize("in_repository", [True, False])
def test_a_chart_is_known_by_its_file(tmp_path: Path, in_repository: bool) -> None:
    tree(tmp_path, "chart/Chart.yaml", "chart/ci/", *([".git/"] if in_repository else []))
    run = [] if in_repository else [str(tmp_path / "chart/Chart.yaml")]
    neighbours = Neighbours(run)
    assert neighbours.role(str(tmp_path / "chart/ci/values.yaml")) is Role.VALUES
    assert neighbours.role(str(tmp_path / "chart/templates/ds.yaml")) is Role.CHART_TEMPLATE
    assert neighbours.role(str(tmp_path / "other/values.yaml")) is None


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_links_are_not_followed(tmp_path: Path) -> None:
    tree(tmp_path, "elsewhere/kustomization.yaml", "a/.git/")
    (tmp_path / "a/kustomization.yaml").symlink_to(tmp_path / "elsewhere/kustomization.yaml")
    assert Neighbours().role(str(tmp_path / "a/args.yaml")) is None


@pytest.mark.parametrize("name", ["-", "<stdin>", "a\0b", "/nowhere/ds.yaml", ""])
def test_what_is_no_file_has_no_role(name: str) -> None:
    assert Neighbours().role(name) is None


def test_each_folder_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, ".git/", "a/kustomization.yaml")
    neighbours = Neighbours()
    assert neighbours.role(str(tmp_path / "a/args.yaml")) is Role.PATCH
    (tmp_path / "a/kustomization.yaml").unlink()
    monkeypatch.setattr("os.path.isfile", lambda _: pytest.fail("looked into again"))
    assert neighbours.role(str(tmp_path / "a/deep/../args.yaml")) is Role.PATCH
    assert neighbours.role(str(tmp_path / "a/ds.yaml")) is None
