from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dslint.api_server.baseline import BaselineError, BaselineUsageError, baseline_of
from dslint.findings import ObjectRef
from dslint.source.inputs import Scope
from tests.house.checkout import git
from tests.repositories import commit, write


def daemonset(name: str, namespace: str | None = None, api_version: str = "apps/v1") -> dict[str, Any]:
    metadata = {"name": name} if namespace is None else {"name": name, "namespace": namespace}
    return {"apiVersion": api_version, "kind": "DaemonSet", "metadata": metadata}


def test_an_object_updates_the_one_with_its_kind_namespace_and_name_in_any_api_version() -> None:
    old = daemonset("agent", "default", "extensions/v1beta1")
    baseline = baseline_of([daemonset("other"), old])
    assert baseline.of(daemonset("agent"), only=False) == old
    assert baseline.of(daemonset("agent", "kube-system"), only=True) is None


def test_the_only_object_of_a_kind_updates_the_only_one_there_whatever_its_name() -> None:
    old = daemonset("agent")
    baseline = baseline_of([old])
    assert baseline.of(daemonset("renamed"), only=True) == old
    assert baseline.of(daemonset("renamed"), only=False) is None


def test_of_two_objects_with_the_same_name_the_last_counts() -> None:
    baseline = baseline_of([daemonset("agent", api_version="apps/v1beta2"), daemonset("agent")])
    assert [value["apiVersion"] for value in baseline.objects.values()] == ["apps/v1"]


def test_a_baseline_that_nothing_updates_is_a_remark() -> None:
    baseline = baseline_of([daemonset(name) for name in "abcd"])
    (remark,) = baseline.unmatched([daemonset("agent")])
    assert "DaemonSet default/a, DaemonSet default/b, DaemonSet default/c and 1 more" in remark
    assert not [*baseline.unmatched([daemonset("a")])]


@pytest.mark.parametrize(
    ("text", "message"),
    [("kind: Service\napiVersion: v1\n", "no DaemonSet or Pod to update"), ("a: [\n", "ds.yaml: ")],
)
def test_a_file_without_objects_or_that_cannot_be_read_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "ds.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=message):
        baseline_of([file])


def named(name: str) -> str:
    return f"apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {{name: {name}}}\n"


def test_a_commit_is_a_baseline_for_the_paths_of_the_run(repository: Path) -> None:
    write(repository, {"deploy/a.yaml": named("a"), "deploy/b.yaml": named("b"), "other.yaml": named("other")})
    commit(repository)
    (repository / "deploy" / "b.yaml").unlink()
    baseline = baseline_of(["git:HEAD"], Scope(("deploy",)))
    assert [reference.name for reference in baseline.objects] == ["a", "b"]
    assert [each.file for each in baseline.left_out([daemonset("a")])] == ["git:HEAD:deploy/b.yaml"]
    assert baseline.given == ()


def test_a_commit_and_files_may_be_given_together(repository: Path) -> None:
    write(repository, {"a.yaml": named("a")})
    commit(repository)
    write(repository, {"b.yaml": named("b")})
    baseline = baseline_of(["git:HEAD", "b.yaml"], Scope(("a.yaml",)))
    assert [reference.name for reference in baseline.objects] == ["a", "b"]


def test_an_object_of_a_renamed_file_is_compared_and_others_that_are_gone_are_not(repository: Path) -> None:
    write(repository, {"a.yaml": named("a"), "b.yaml": named("b")})
    commit(repository)
    (repository / "a.yaml").rename(repository / "renamed.yaml")
    (repository / "b.yaml").unlink()
    baseline = baseline_of(["git:HEAD"], Scope(("renamed.yaml",)))
    assert [reference.name for reference in baseline.objects] == ["a"]
    assert baseline.remarks == (
        "renamed.yaml is new: git:HEAD does not have it",
        "DaemonSet a is compared with git:HEAD:a.yaml",
    )


def test_a_commit_that_has_nothing_of_the_paths_is_no_error(repository: Path) -> None:
    write(repository, {"a.yaml": named("a")})
    for remark in ("git:HEAD: the branch has no commit yet", "a.yaml is new"):
        baseline = baseline_of(["git:HEAD"], Scope(("a.yaml",)))
        assert not baseline
        assert baseline.remarks[0].startswith(remark)
        assert list(baseline.unmatched([daemonset("a")])) == []
        git(repository, "commit", "--quiet", "--allow-empty", "--message=empty")


def test_what_git_cannot_read_is_an_error_of_the_baseline(repository: Path) -> None:
    commit(repository)
    with pytest.raises(BaselineError, match="git:nope: the repository has no such commit"):
        baseline_of(["git:nope"], Scope(("a.yaml",)))
    with pytest.raises(BaselineUsageError, match="names no commit"):
        baseline_of(["git:"], Scope(("a.yaml",)))
    with pytest.raises(BaselineUsageError, match="git:HEAD needs files or folders to compare"):
        baseline_of(["git:HEAD"])


def test_a_file_may_be_called_as_a_commit(repository: Path) -> None:
    write(repository, {"git:HEAD": named("a")})
    assert [reference.name for reference in baseline_of(["./git:HEAD"]).objects] == ["a"]
    assert [reference.name for reference in baseline_of([Path("git:HEAD")]).objects] == ["a"]


def test_a_current_folder_that_is_gone_is_an_error_of_the_baseline(repository: Path) -> None:
    repository.rename(repository.with_name("moved"))
    (repository.with_name("moved") / ".git").rename(repository.parent / ".git-of-nobody")
    repository.with_name("moved").rmdir()
    with pytest.raises(BaselineError, match="git:HEAD: cannot be read: No such file or directory"):
        baseline_of(["git:HEAD"], Scope(("a.yaml",)))


def test_the_manifest_of_what_runs_now_has_its_places(tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_text("apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: agent\n")
    baseline = baseline_of([file])
    manifest = baseline.manifest_of(ObjectRef("apps/v1", "DaemonSet", "", "agent"))
    assert manifest is not None
    assert manifest.document is not None
    assert (manifest.file, manifest.document.place(("metadata", "name")).line) == (str(file), 4)
    assert baseline.manifest_of(ObjectRef("apps/v1", "DaemonSet", "", "other")) is None
