from __future__ import annotations

import os
from pathlib import Path

import pytest

from dslint.source.git.commands import Git, GitError


def test_an_answer_is_what_git_prints_or_its_first_error(repository: Path) -> None:
    git = Git.of_folder(repository)
    assert git.ask("rev-parse", "--show-toplevel").line == str(repository.resolve())
    assert git.ask("rev-parse", "--verify", "nope").error == "Needed a single revision"


def test_git_is_never_taken_from_the_current_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "git").write_text("#!/bin/sh\ntouch ran\n")
    (repository / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{repository / 'empty'}")
    with pytest.raises(GitError, match="git is not installed, or not in PATH"):
        Git.of_folder(repository).ask("version")
    assert not (repository / "ran").exists()


def test_variables_that_name_another_repository_do_not_reach_a_folder(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert Git.of_folder(repository).ask("rev-parse", "--show-toplevel").line == str(repository.resolve())


@pytest.mark.parametrize("directory", [".git", None])
def test_hooks_name_the_repository_by_variables(
    repository: Path, monkeypatch: pytest.MonkeyPatch, directory: str | None
) -> None:
    if directory is None:
        assert Git.named_by_environment() is None
        return
    monkeypatch.setenv("GIT_DIR", directory)
    named = Git.named_by_environment()
    assert named is not None
    assert named.ask("rev-parse", "--absolute-git-dir").line == str(repository.resolve() / ".git")
