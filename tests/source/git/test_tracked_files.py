"""What git tracks is read from every form of its index."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.source.file_search import SUFFIXES, find_files
from dslint.source.git.tracked_files import GitFolders, TrackedFiles, tracked_files
from tests.house.checkout import git
from tests.repositories import commit, write

DEEP = "d" * 100
LONG = "/".join([DEEP] * 41) + ".yaml"
"""Longer than the length that an entry can say."""

TEXTS: dict[str, str | bytes] = {
    "a.yaml": "", "b.json": "", "README.md": "", "deploy/a.yaml": "", "deploy/ab.YML": "", "deploy/in/c.yaml": "",
    "docs/x.md": "", "é/ö.yaml": "",
}  # fmt: skip
NAMES = {"a.yaml", "b.json", "deploy/a.yaml", "deploy/ab.YML", "deploy/in/c.yaml", "é/ö.yaml"}


def names(place: Path) -> set[str]:
    return {name.decode() for name in tracked_files(place, SUFFIXES).names}


@pytest.mark.parametrize(
    "commands",
    [
        [],
        [["update-index", "--index-version", "4"]],
        [["update-index", "--index-version", "3"], ["update-index", "--skip-worktree", "a.yaml"]],
        [["update-index", "--split-index"]],
        [["update-index", "--split-index"], ["add", "--force", "later.yaml"], ["update-index", "--index-version", "2"]],
    ],
)
def test_every_form_of_the_index_is_read(repository: Path, commands: list[list[str]]) -> None:
    write(repository, TEXTS)
    commit(repository)
    write(repository, {"later.yaml": ""})
    for command in commands:
        git(repository, *command)
    later = {"later.yaml"} if any("later.yaml" in command for command in commands) else set()
    assert names(repository / ".git") == NAMES | later


@pytest.mark.parametrize("version", ["2", "4"])
def test_names_longer_than_an_entry_can_say_are_read(repository: Path, version: str) -> None:
    git(repository, "update-index", "--add", "--cacheinfo", f"100644,{'1' * 40},{LONG}")
    git(repository, "update-index", "--add", "--cacheinfo", f"100644,{'1' * 40},z.yaml")
    git(repository, "update-index", "--index-version", version)
    assert names(repository / ".git") == {LONG, "z.yaml"}


def test_object_names_of_32_bytes_are_known_by_the_configuration(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    write(tmp_path, TEXTS)
    git(tmp_path, "add", "--all")
    assert names(tmp_path / ".git") == NAMES


def test_the_folders_are_all_that_lie_above_a_file() -> None:
    files = TrackedFiles.of([b"a/b/c/x.yaml", b"a/y.yaml", b"z.yaml"])
    assert files.folders == {b"a", b"a/b", b"a/b/c"}


@pytest.mark.parametrize(
    "content", [b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\5", b"DIRC\0\0\0\4\xff\xff\xff\xff\1\2", b"x" * 90]
)
def test_what_is_no_index_has_no_names(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index").write_bytes(content)
    assert names(tmp_path) == set()


def test_an_index_that_is_cut_off_has_the_names_before(repository: Path) -> None:
    write(repository, TEXTS)
    commit(repository)
    index = repository / ".git" / "index"
    content = index.read_bytes()
    for end in range(0, len(content), 7):
        index.write_bytes(content[:end])
        assert all(any(name.startswith(known[:1]) for known in NAMES) for name in names(repository / ".git"))


def test_a_linked_working_tree_has_its_own_index_and_shares_the_rest(repository: Path, tmp_path: Path) -> None:
    write(repository, TEXTS)
    commit(repository)
    linked = tmp_path / "linked"
    git(repository, "worktree", "add", "--quiet", "-b", "other", str(linked))
    git(linked, "rm", "--quiet", "--cached", "a.yaml")
    assert names(linked / ".git") == NAMES - {"a.yaml"}
    assert GitFolders.of(linked / ".git").common.resolve() == (repository / ".git").resolve()


def test_tracked_files_that_git_would_ignore_are_found_and_others_in_their_folder_are_not(repository: Path) -> None:
    write(repository, {"kept.yaml": "", "out/kept.yaml": "", "out/in/kept.yaml": "", ".gitignore": "*.yaml\nout/\n"})
    commit(repository)
    write(repository, {"other.yaml": "", "out/other.yaml": "", "out/in/other.yaml": "", "out/new/other.yaml": ""})
    shown = ["kept.yaml", "out/in/kept.yaml", "out/kept.yaml"]
    assert [str(path) for path in find_files(Path())] == shown
    git(repository, "rm", "--quiet", "--cached", "out/kept.yaml")
    assert [str(path) for path in find_files(Path())] == shown[:-1]


def test_what_the_repository_itself_excludes_is_left_out_unless_an_ignore_file_takes_it_back(repository: Path) -> None:
    write(repository, {"a.yaml": "", "b.yaml": "", "sub/a.yaml": "", "sub/.gitignore": "!a.yaml\n", "sub/b.yaml": ""})
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "exclude").write_text("a.yaml\n/sub/b.yaml\n")
    assert [str(path) for path in find_files(Path())] == ["b.yaml", "sub/a.yaml"]
    assert [str(path) for path in find_files(Path("sub"))] == ["sub/a.yaml"]
    assert len(list(find_files(Path(), respect_gitignore=False))) == 4
