"""Folders, links and names that cannot or may not be followed: a clear sentence, in lint and in plan."""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from dslint import cache
from tests.cli.conftest import Dslint
from tests.permissions import unprivileged

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
  - name: agent
    image: registry.example/agent:1.0
"""
NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: test}
spec:
  nodeGroups:
  - {name: w, count: 2, allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
"""
TOO_LONG = "a" * 300 + ".yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "nodes").mkdir()
    (tmp_path / "nodes" / "nodes.yaml").write_text(NODES)
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy" / "pod.yaml").write_text(POD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=["lint", "plan"])
def asked(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The words before the paths."""
    return ("lint",) if request.param == "lint" else ("plan", "--nodes", "nodes/nodes.yaml")


@pytest.mark.usefixtures("folder")
def test_a_name_that_is_too_long_is_an_input_that_cannot_be_read(dslint: Dslint, asked: tuple[str, ...]) -> None:
    ran = dslint(*asked, TOO_LONG)
    assert ran.code == 3
    assert "cannot be read: File name too long" in ran.out + ran.err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("option", ["--nodes", "--from"])
def test_an_option_with_a_name_that_is_too_long_is_an_input_that_cannot_be_read(dslint: Dslint, option: str) -> None:
    ran = dslint("plan", "--nodes", "nodes", option, TOO_LONG, "deploy")
    assert ran.code == 3
    assert "cannot be read: File name too long" in ran.err


def locked_below(place: Path, held: Path) -> Path:
    """A place that all may enter, with the files of a project, and in it a folder that nobody may."""
    shutil.copytree(held / "deploy", place / "deploy")
    shutil.copytree(held / "nodes", place / "nodes")
    return place


def test_a_folder_that_may_not_be_read_is_reported_and_the_rest_is_checked(
    dslint: Dslint, folder: Path, locked: Path, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(locked_below(locked.parent, folder))
    (locked.parent / "deploy" / "secret").mkdir(mode=0)
    dslint(*asked, "deploy/pod.yaml")
    with unprivileged():
        ran = dslint(*asked, "deploy", "--format", "json")
    (locked.parent / "deploy" / "secret").chmod(0o755)
    assert ran.code == 3
    if asked[0] == "lint":
        assert json.loads(ran.out)["documents"] == 1
    assert "deploy/secret" in ran.out + ran.err
    assert "cannot be read: Permission denied" in ran.out + ran.err


@pytest.mark.parametrize("path", ["locked", "locked/pod.yaml", "locked/a/b.yaml"])
def test_what_lies_in_a_folder_that_may_not_be_entered_cannot_be_read(
    dslint: Dslint, folder: Path, locked: Path, asked: tuple[str, ...], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(locked_below(locked.parent, folder))
    dslint(*asked, "deploy/pod.yaml")
    with unprivileged():
        ran = dslint(*asked, path)
    assert ran.code == 3
    assert "cannot be read: Permission denied" in ran.out + ran.err


def test_an_ignore_file_that_may_not_be_read_is_reported(
    dslint: Dslint, folder: Path, locked: Path, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(locked_below(locked.parent, folder))
    (locked.parent / "deploy" / ".gitignore").touch(mode=0)
    dslint(*asked, "deploy/pod.yaml")
    with unprivileged():
        ran = dslint(*asked, "deploy")
    assert ran.code == 3
    assert "deploy/.gitignore" in ran.out + ran.err


def test_a_file_that_leaves_between_listing_and_reading_is_reported(
    dslint: Dslint, folder: Path, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def leaving(path: Any, *arguments: Any, **named: Any) -> Any:
        if os.fsdecode(path).endswith("gone.yaml"):
            Path(path).unlink()
        return opened(path, *arguments, **named)

    (folder / "deploy" / "gone.yaml").write_text(POD)
    monkeypatch.setattr(os, "open", leaving)
    ran = dslint(*asked, "deploy")
    assert ran.code == 3
    assert "No such file or directory" in ran.out + ran.err


def test_a_link_out_of_the_folder_shows_nothing_of_what_it_leads_to_and_is_reported(
    dslint: Dslint, folder: Path, asked: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text("password: [hunter2\n")
    (folder / "deploy" / "link.yaml").symlink_to(secret)
    ran = dslint(*asked, "deploy", "--format", "json")
    assert ran.code == 0
    assert "deploy/link.yaml" in ran.out
    assert "leads out of deploy" in ran.out
    assert "hunter2" not in ran.out + ran.err
    named = dslint(*asked, "deploy/link.yaml")
    assert named.code != 0
    assert "leads out" not in named.out


def test_a_folder_of_links_alone_is_not_green(dslint: Dslint, folder: Path, asked: tuple[str, ...]) -> None:
    (folder / "links").mkdir()
    (folder / "links" / "pod.yaml").symlink_to("../deploy/pod.yaml")
    ran = dslint(*asked, "links")
    assert ran.code == 3
    assert "leads out of links" in ran.out + ran.err


def test_a_link_out_of_a_folder_of_old_manifests_or_of_nodes_is_reported(dslint: Dslint, folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / "old" / "pod.yaml").symlink_to("../deploy/pod.yaml")
    (folder / "nodes" / "more.yaml").symlink_to("../deploy/pod.yaml")
    assert "nodes/more.yaml is a symbolic link" in dslint("plan", "--nodes", "nodes", "deploy", "--format", "json").out
    ran = dslint("plan", "--nodes", "nodes/nodes.yaml", "--from", "old", "deploy")
    assert ran.code == 3
    assert "leads out of old" in ran.err


def test_a_link_out_of_a_manifest_folder_of_a_kubelet_is_reported(dslint: Dslint, folder: Path) -> None:
    (folder / "deploy" / "link.yaml").symlink_to("../nodes/nodes.yaml")
    ran = dslint("lint", "--static-pods", "deploy", "--node", "n", "--format", "json")
    (note,) = json.loads(ran.out)["skipped"]
    assert note["file"] == "deploy/link.yaml"
    assert "leads out of deploy" in note["message"]


@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_what_is_not_a_file_is_not_opened(
    dslint: Dslint, folder: Path, asked: tuple[str, ...], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "deploy")
    if kind == "pipe":
        os.mkfifo("a.yaml")
    else:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("a.yaml")
    monkeypatch.chdir(folder)
    ran = dslint(*asked, "deploy", "--format", "json")
    assert ran.code == 0
    assert "is not a regular file" in ran.out


@pytest.mark.parametrize("line", ["!", "a\\", "[z-a]"])
def test_lines_of_ignore_files_that_are_none_match_nothing(
    dslint: Dslint, folder: Path, asked: tuple[str, ...], line: str
) -> None:
    (folder / ".gitignore").write_text(f"{line}\n")
    assert dslint(*asked, "deploy").code == 0


@pytest.mark.parametrize("pattern", ["!", "a\\", "[a", "# a", ""])
def test_a_pattern_to_exclude_that_matches_nothing_is_a_wrong_configuration(
    dslint: Dslint, folder: Path, pattern: str
) -> None:
    (folder / ".dslint.yaml").write_text(f"failOn: error\nexclude: [ok/, {json.dumps(pattern)}]\n")
    ran = dslint("lint", "deploy")
    assert ran.code == 2
    assert ".dslint.yaml:2: exclude: " in ran.err
    assert repr(pattern) in ran.err


@pytest.mark.parametrize("name", ["HOME", "XDG_CACHE_HOME"])
def test_a_home_that_may_not_be_entered_costs_the_cache_alone(
    dslint: Dslint, folder: Path, locked: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(locked_below(locked.parent, folder))
    usual = dslint("lint", "deploy")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv(name, str(locked if name == "HOME" else locked / "cache"))
    with unprivileged():
        assert str(cache.user_folder()).startswith(str(locked))
        assert dslint("lint", "deploy") == usual


def test_a_current_folder_that_is_gone_is_reported(
    dslint: Dslint, folder: Path, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "gone").mkdir()
    monkeypatch.chdir(folder / "gone")
    (folder / "gone").rmdir()
    ran = dslint(*asked, "pod.yaml")
    assert ran.code == 3
    assert ".yaml: no such file or folder" in ran.out + ran.err
