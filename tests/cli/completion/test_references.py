"""Names of commits."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dslint.cli.completion.references import references
from dslint.source.git.commands import Git, GitError


def test_branches_and_tags_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    for words in (["init", "-q", "-b", "main"], [*who, "commit", "-q", "--allow-empty", "-m", "x"], ["tag", "v1"]):
        subprocess.run(["git", *words], check=True, cwd=tmp_path)
    assert references() == ["HEAD", "main", "v1"]


def test_head_is_known_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert references() == ["HEAD"]


def test_head_is_known_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise GitError("git is missing")

    monkeypatch.setattr(Git, "ask", missing)
    assert references() == ["HEAD"]
