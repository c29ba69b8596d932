from __future__ import annotations

from pathlib import Path

import pytest

from dslint.source.git.commands import Git, GitError
from dslint.source.git.repository import Repositories
from tests.house.checkout import git
from tests.repositories import commit, write


def commit_of(revision: str) -> str | None:
    return Repositories().of(Path.cwd())[0].commit(revision)


def test_whatever_git_takes_for_a_commit_names_one(repository: Path) -> None:
    first = commit(repository)
    git(repository, "tag", "--annotate", "--message=release", "v1")
    second = commit(repository)
    for revision in ("HEAD", "@", "main", "refs/heads/main", second, second[:10], "HEAD@{0}", ":/change"):
        assert commit_of(revision) == second, revision
    for revision in ("HEAD~1", "HEAD^", "v1", "main~1"):
        assert commit_of(revision) == first, revision


def test_three_dots_name_the_commit_where_two_branches_parted(repository: Path) -> None:
    parted = commit(repository)
    git(repository, "checkout", "--quiet", "-b", "topic")
    write(repository, {"a": "b"})
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    write(repository, {"b": "c"})
    commit(repository)
    for revision in ("topic...", "main...topic", "topic...HEAD", "...topic"):
        assert commit_of(revision) == parted, revision


def test_branches_without_a_common_commit_are_an_error(repository: Path) -> None:
    commit(repository)
    git(repository, "checkout", "--quiet", "--orphan", "other")
    write(repository, {"a": "b"})
    commit(repository)
    with pytest.raises(GitError, match="git fetch --unshallow"):
        commit_of("main...")


def test_what_is_no_commit_is_an_error_and_never_an_option(repository: Path) -> None:
    commit(repository)
    for revision in ("nope", "HEAD~9", "--help", "-x", "--output=written", "HEAD^{tree}", "a..b"):
        with pytest.raises(GitError, match="has no such commit; check the name, or get it with git fetch"):
            commit_of(revision)
    assert not (repository / "written").exists()


@pytest.mark.usefixtures("repository")
def test_a_branch_before_its_first_commit_has_none() -> None:
    for revision in ("HEAD", "@", "main", "refs/heads/main", "HEAD..."):
        assert commit_of(revision) is None, revision


@pytest.mark.usefixtures("repository")
def test_only_the_current_branch_may_lack_commits() -> None:
    with pytest.raises(GitError, match="git:origin/main: the repository has no such commit"):
        commit_of("origin/main")


def test_paths_are_relative_to_the_top_of_their_own_repository(repository: Path) -> None:
    write(repository, {"deploy/ds.yaml": "", "vendor/inner/x.yaml": ""})
    git(repository / "vendor" / "inner", "init", "--quiet")
    (repository / "link").symlink_to("deploy/ds.yaml")
    (repository / "folder").symlink_to("deploy")
    found = {}
    for path in (
        "deploy/ds.yaml",
        "deploy/../deploy",
        ".",
        "gone/ds.yaml",
        "link",
        "folder/ds.yaml",
        "vendor/inner/x.yaml",
    ):
        of, place = Repositories().of(Path(path))
        found[path] = (Path(of.top).name, of.path_of(place))
    assert found == {
        "deploy/ds.yaml": ("repository", "deploy/ds.yaml"),
        "deploy/../deploy": ("repository", "deploy"),
        ".": ("repository", ""),
        "gone/ds.yaml": ("repository", "gone/ds.yaml"),
        "link": ("repository", "link"),
        "folder/ds.yaml": ("repository", "deploy/ds.yaml"),
        "vendor/inner/x.yaml": ("inner", "x.yaml"),
    }


def test_a_linked_working_tree_is_one(repository: Path, tmp_path: Path) -> None:
    write(repository, {"ds.yaml": "a: 1\n"})
    first = commit(repository)
    git(repository, "worktree", "add", "--quiet", "-b", "topic", str(tmp_path / "linked"))
    of, place = Repositories().of(tmp_path / "linked" / "ds.yaml")
    assert (of.path_of(place), of.commit("topic")) == ("ds.yaml", first)


@pytest.mark.usefixtures("repository")
def test_a_path_outside_of_any_repository_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not in a git repository; use --from FILE"):
        Repositories().of(tmp_path / "ds.yaml")


def test_a_repository_that_git_refuses_is_an_error_with_its_words(repository: Path) -> None:
    (repository / ".git" / "HEAD").unlink()
    with pytest.raises(GitError, match="not a git repository"):
        Repositories().of(repository)


def test_a_bare_repository_has_commits_and_no_working_tree(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = commit(repository)
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "bare.git")
    monkeypatch.chdir(tmp_path / "bare.git")
    bare = Repositories().current()
    assert (bare.top, bare.commit("main"), bare.path_in("deploy/ds.yaml")) == ("", first, "deploy/ds.yaml")
    monkeypatch.setenv("GIT_DIR", ".")
    with pytest.raises(GitError, match="not in a git repository"):
        Repositories().of(tmp_path / "bare.git" / "ds.yaml")


def test_a_hook_names_a_repository_that_no_folder_shows(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / ".git").rename(tmp_path / "apart.git")
    monkeypatch.setenv("GIT_DIR", "../apart.git")
    monkeypatch.setenv("GIT_WORK_TREE", str(repository))
    (repository / "deploy").mkdir()
    of, place = Repositories().of(Path("deploy/ds.yaml"))
    assert (of.path_of(place), of.commit("HEAD")) == ("deploy/ds.yaml", None)


@pytest.mark.parametrize(("path", "found"), [("./ds.yaml", "deploy/ds.yaml"), ("../a", "a"), ("/b/", "b")])
def test_a_path_in_a_commit_is_from_the_top_or_from_the_current_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch, path: str, found: str
) -> None:
    (repository / "deploy").mkdir()
    monkeypatch.chdir(repository / "deploy")
    assert Repositories().current().path_in(path) == found


@pytest.mark.usefixtures("repository")
def test_a_path_in_a_commit_does_not_lead_out_of_the_repository() -> None:
    with pytest.raises(GitError, match="not in the working tree"):
        Repositories().current().path_in("../elsewhere")


def test_a_folder_that_git_does_not_trust_is_an_error_with_the_cure(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    if not Git.of_folder(repository).ask("rev-parse", "--show-toplevel").error:
        pytest.skip("this version of git has no such test variable")
    with pytest.raises(GitError, match=r"dubious ownership.*git config --global --add safe\.directory"):
        Repositories().of(repository)


def test_a_path_that_no_file_can_have_is_an_error(repository: Path) -> None:
    with pytest.raises(GitError, match="is not a valid path"):
        Repositories().of(repository / "a\0b")
