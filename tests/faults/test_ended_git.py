"""git that is killed midway, or hangs: what it did not say is not made up, and nothing is left running."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dslint.source import programs
from dslint.source.git.commands import Git, GitEndedError
from dslint.source.git.history import files_of_folders
from dslint.source.git.objects import objects_of
from dslint.source.git.references import reference_of
from tests.cli.conftest import Dslint, dslint  # noqa: F401 - the fixture
from tests.repositories import commit, write

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'x:1'}]}\n"
KILLED = "kill -9 $$"
FakeGit = Callable[[str, str], None]


@pytest.fixture
def changed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a commit, as the current folder."""
    write(repository, {"a.yaml": POD, "b.yaml": POD.replace("name: a}", "name: b}")})
    commit(repository)
    monkeypatch.chdir(repository)
    return repository


@pytest.fixture
def fake_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeGit:
    """Puts a git in PATH that does something else for one command."""

    def fake(verb: str, script: str) -> None:
        file = tmp_path / "git"
        real = shutil.which("git")
        file.write_text(f'#!/bin/sh\ncase " $* " in *" {verb} "*) {script};; esac\nexec {real} "$@"\n')
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return fake


@pytest.mark.parametrize(
    ("verb", "script", "told"),
    [
        ("rev-parse", KILLED, "git rev-parse was ended by SIGKILL"),
        ("--verify", KILLED, "git rev-parse was ended by SIGKILL"),
        ("cat-file", KILLED, "git cat-file ended early; run git fsck to check the repository"),
        ("cat-file", f"read a; echo $a tree 900; echo half; {KILLED}", "git cat-file ended early; run git fsck"),
    ],
)
def test_it_is_an_error(
    dslint: Dslint,  # noqa: F811
    changed: Path,
    fake_git: FakeGit,
    verb: str,
    script: str,
    told: str,
) -> None:
    fake_git(verb, script)
    ran = dslint("lint", "--from", "git:HEAD", str(changed))
    assert (ran.code, ran.out) == (3, "")
    assert told in ran.err


def test_a_folder_is_not_taken_for_one_outside_of_any_repository(changed: Path, fake_git: FakeGit) -> None:
    fake_git("--show-toplevel", KILLED)
    with pytest.raises(GitEndedError, match=r"^git rev-parse was ended by SIGKILL$"):
        files_of_folders(reference_of("git:HEAD"), [str(changed)])


def test_what_has_moved_is_not_taken_for_new(
    dslint: Dslint,  # noqa: F811
    changed: Path,
    fake_git: FakeGit,
) -> None:
    """What the working tree lost is read last, after the tree and the file that is still there."""
    (changed / "b.yaml").rename(changed / "c.yaml")
    twice = "{ read a; echo $a; read a; echo $a; }"
    fake_git("cat-file", f"{twice} | {shutil.which('git')} cat-file --batch; exit")
    ran = dslint("lint", "--from", "git:HEAD", "a.yaml", "c.yaml")
    assert (ran.code, ran.out) == (3, "")
    assert "git cat-file ended early" in ran.err


def test_it_is_not_waited_for_without_end(changed: Path, fake_git: FakeGit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 0.1)
    fake_git("--no-pager", "exec /bin/sleep 60")
    git = Git.of_folder(changed)
    with pytest.raises(GitEndedError, match=r"^git rev-parse did not end within 0\.1 s$"):
        git.ask("rev-parse", "HEAD")
    with (
        objects_of(git) as objects,
        pytest.raises(GitEndedError, match=r"^git cat-file did not answer within 0\.1 s; run git fsck"),
    ):
        objects.tree("1" * 40)


def test_one_that_cannot_be_run_is_told(changed: Path, tmp_path: Path, fake_git: FakeGit) -> None:
    fake_git("--no-pager", "true")
    (tmp_path / "git").write_bytes(b"\x7fELF")
    with pytest.raises(GitEndedError, match=r"^git cannot be run: Exec format error$"):
        Git.of_folder(changed).ask("rev-parse", "HEAD")
