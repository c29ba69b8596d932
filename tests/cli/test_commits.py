"""--from git:REF of lint and plan: what a branch changes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

import dslint as api
from tests.cli.conftest import Dslint
from tests.cli.test_matches_nothing import DAEMONSET, INVENTORY, POD
from tests.house.checkout import git
from tests.repositories import commit, write

PLAN = ("plan", "--nodes", "nodes.yaml", "--from", "git:HEAD")
TOLERATING = DAEMONSET.replace("      containers", "      tolerations: [{operator: Exists}]\n      containers")
OTHER_SELECTOR = DAEMONSET.replace("{app: agent}", "{app: agnt}")
NOWHERE = DAEMONSET.replace("      containers", "      nodeSelector: {disk: ssd}\n      containers")


@pytest.fixture
def folder(repository: Path) -> Path:
    write(repository, {"nodes.yaml": INVENTORY, "deploy/ds.yaml": TOLERATING, "deploy/two.yaml": named("two")})
    return repository


def named(name: str) -> str:
    return DAEMONSET.replace("agent", name)


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_toleration_that_a_branch_drops_loses_its_nodes(dslint: Dslint, folder: Path) -> None:
    commit(folder)
    write(folder, {"deploy/ds.yaml": DAEMONSET})
    ran = dslint(*PLAN, "deploy/ds.yaml")
    assert "will be removed from 1" in ran.out
    assert "untolerated taint a=b:NoSchedule" in ran.out
    assert "two" not in ran.out


def test_a_removal_at_once_fails(dslint: Dslint, folder: Path) -> None:
    commit(folder)
    write(folder, {"deploy/ds.yaml": NOWHERE})
    ran = dslint(*PLAN, "deploy/ds.yaml")
    assert ran.code == 1
    assert "3 of 3 nodes lose the pod at once" in ran.out


def test_a_folder_is_compared_with_the_folder(dslint: Dslint, folder: Path) -> None:
    commit(folder)
    (folder / "deploy" / "two.yaml").unlink()
    write(folder, {"deploy/three.yaml": named("three")})
    document = json.loads(dslint(*PLAN, "--format", "json", "deploy").out)
    assert [left["ref"]["name"] for left in document["leftOut"]] == ["two"]
    assert {each["ref"]["name"]: each["rollout"] is None for each in document["workloads"]} == {
        "agent": False,
        "three": True,
    }
    assert [finding["code"] for finding in document["findings"]] == ["DS820"]


def test_a_removed_manifest_is_a_warning_in_every_format(dslint: Dslint, folder: Path) -> None:
    commit(folder)
    (folder / "deploy" / "two.yaml").unlink()
    said = "not in the new manifests"
    assert [dslint(*PLAN, "--fail-on", level, "deploy").code for level in ("error", "warning")] == [0, 1]
    for form in ("text", "json", "markdown", "html", "github", "sarif"):
        assert said in dslint(*PLAN, "--format", form, "deploy").out, form
    write(folder, {".dslint.yaml": "ignore: [DS820]\n"})
    ran = dslint(*PLAN, "--fail-on", "warning", "deploy")
    assert (ran.code, "1 by .dslint.yaml" in ran.out) == (0, True)
    write(folder, {".dslint.yaml": "severity: {DS820: error}\n"})
    assert dslint(*PLAN, "deploy").code == 1


def test_what_the_configuration_excludes_counts_on_neither_side(dslint: Dslint, folder: Path) -> None:
    write(folder, {".dslint.yaml": "exclude: [deploy/two.yaml]\n"})
    commit(folder)
    (folder / "deploy" / "two.yaml").unlink()
    assert "not in the new manifests" not in dslint(*PLAN, "deploy").out


def test_in_a_sub_folder_paths_are_relative_to_it(
    dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(folder)
    monkeypatch.chdir(folder / "deploy")
    for paths in (("ds.yaml",), (".",), ("../deploy/ds.yaml",)):
        ran = dslint("plan", "--nodes", "../nodes.yaml", "--from", "git:main", "--format", "json", *paths)
        assert json.loads(ran.out)["workloads"][0]["rollout"]["changed"] is False, paths


@pytest.mark.parametrize("command", [PLAN, ("lint", "--from", "git:HEAD")])
def test_a_first_commit_has_no_baseline_and_that_is_no_finding(
    dslint: Dslint, folder: Path, command: tuple[str, ...]
) -> None:
    assert (folder / "deploy").is_dir()
    ran = dslint(*command, "deploy/ds.yaml")
    assert ran.code == 0
    assert "git:HEAD: the branch has no commit yet; all manifests are treated as new" in ran.out


@pytest.mark.parametrize("command", [PLAN, ("lint", "--from", "git:HEAD")])
def test_a_new_file_is_no_finding(dslint: Dslint, folder: Path, command: tuple[str, ...]) -> None:
    commit(folder)
    write(folder, {"new.yaml": named("new")})
    ran = dslint(*command, "new.yaml")
    assert ran.code == 0
    assert "new.yaml is new: git:HEAD does not have it" in ran.out


@pytest.mark.parametrize("command", [("plan", "--nodes", "nodes.yaml"), ("lint",)])
@pytest.mark.parametrize(
    ("reference", "code", "said"),
    [
        ("git:nope", 3, "git:nope: the repository has no such commit; check the name, or get it with git fetch"),
        ("git:--help", 3, "git:--help: the repository has no such commit"),
        ("git:HEAD:nope.yaml", 3, "git:HEAD:nope.yaml: no such file or folder in this commit"),
        ("git:", 2, "git: names no commit; write git:HEAD, git:origin/main or git:REF:PATH"),
    ],
)
def test_a_commit_that_cannot_be_read_is_said_in_one_line(
    dslint: Dslint, folder: Path, command: tuple[str, ...], reference: str, code: int, said: str
) -> None:
    commit(folder)
    ran = dslint(*command, "--from", reference, "deploy/ds.yaml")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"dslint: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", [("plan", "--nodes", "nodes.yaml"), ("lint",)])
def test_outside_of_a_repository_and_without_git_the_cure_is_said(
    dslint: Dslint, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    outside = tmp_path / "ds.yaml"
    write(tmp_path, {"ds.yaml": DAEMONSET})
    ran = dslint(*command, "--from", "git:HEAD", str(outside))
    assert (ran.code, ran.err) == (
        3,
        f"dslint: {tmp_path.resolve()}: not in a git repository; use --from FILE for what runs now\n",
    )
    monkeypatch.setenv("PATH", str(folder / "deploy"))
    ran = dslint(*command, "--from", "git:HEAD", "deploy/ds.yaml")
    assert (ran.code, "git is not installed, or not in PATH" in ran.err) == (3, True)


def test_lint_checks_the_update(dslint: Dslint, folder: Path) -> None:
    commit(folder)
    write(folder, {"deploy/ds.yaml": OTHER_SELECTOR})
    ran = dslint("lint", "--from", "git:HEAD", "deploy")
    assert ran.code == 1
    assert "field is immutable" in ran.out
    assert dslint("lint", "deploy").code == 0


def test_standard_input_has_the_path_of_its_name(dslint: Dslint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(folder)
    stdin(monkeypatch, OTHER_SELECTOR)
    ran = dslint("lint", "--from", "git:HEAD", "--stdin-filename", "deploy/ds.yaml", "-")
    assert "field is immutable" in ran.out
    for command in (("lint", "--from", "git:HEAD"), PLAN):
        stdin(monkeypatch, OTHER_SELECTOR)
        ran = dslint(*command, "-")
        assert (ran.code, "git:HEAD needs files or folders to compare; name one in it" in ran.err) == (2, True)
    stdin(monkeypatch, OTHER_SELECTOR)
    assert "field is immutable" in dslint("lint", "--from", "git:HEAD:deploy/ds.yaml", "-").out


def test_a_manifest_that_the_change_repairs_is_compared_with_what_can_be_read(dslint: Dslint, folder: Path) -> None:
    write(folder, {"deploy/ds.yaml": f"{TOLERATING}---\na: [\n"})
    commit(folder)
    write(folder, {"deploy/ds.yaml": DAEMONSET})
    ran = dslint(*PLAN, "deploy/ds.yaml")
    assert "will be removed from 1" in ran.out
    assert "git:HEAD:deploy/ds.yaml:13: " in ran.out


def test_the_branch_is_compared_with_where_it_began(dslint: Dslint, folder: Path) -> None:
    commit(folder)
    git(folder, "checkout", "--quiet", "-b", "topic")
    git(folder, "checkout", "--quiet", "main")
    write(folder, {"deploy/ds.yaml": DAEMONSET})
    commit(folder)
    git(folder, "checkout", "--quiet", "topic")
    for reference, removed in (("git:main", False), ("git:main...", False)):
        ran = dslint("plan", "--nodes", "nodes.yaml", "--from", reference, "deploy/ds.yaml")
        assert ("will be removed" in ran.out) is removed
        assert ("1 to add" in ran.out) is (reference == "git:main"), "the other branch's change is not undone"


def test_without_files_there_is_nothing_to_compare(dslint: Dslint, folder: Path) -> None:
    commit(folder)
    assert dslint(*PLAN, "--allow-empty").code == 0
    assert dslint(*PLAN).code == 3


def test_kubelets_folders_that_nothing_is_compared_with_are_not_a_plan(dslint: Dslint, folder: Path) -> None:
    write(folder, {"nodes.yaml": INVENTORY.replace("names: [n1, n2],", "names: [n1, n2], staticPods: [./static],")})
    write(folder, {"static/one.yaml": POD})
    assert [dslint(*PLAN).code, dslint("plan", "--nodes", "nodes.yaml").code] == [3, 3]
    commit(folder)
    write(folder, {"static/one.yaml": POD.replace("one:1", "one:2")})
    ran = dslint(*PLAN)
    assert (ran.code, "one.yaml changes: the kubelets of 2 nodes replace the pod" in ran.out) == (0, True)


def test_the_python_api_takes_it(folder: Path) -> None:
    commit(folder)
    write(folder, {"deploy/ds.yaml": OTHER_SELECTOR})
    found = [api.lint(source, "git:HEAD") for source in ("deploy/ds.yaml", [Path("deploy")], iter(["deploy/ds.yaml"]))]
    found.append(api.lint_text(OTHER_SELECTOR, "deploy/ds.yaml", "git:HEAD"))
    assert ["field is immutable" in report.findings[0].message for report in found] == [True] * 4
    plan = api.plan("deploy/ds.yaml", inventory="nodes.yaml", baseline="git:HEAD")
    assert "field is immutable" in plan.workloads[0].rejected[0].message
