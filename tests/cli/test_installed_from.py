"""What pip notes of an installation, as PEP 610 has it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from typing import Any

import pytest

from dslint.cli import installed_from
from dslint.cli.installed_from import Origin, origin, origin_of

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def noted(url: str, **more: Any) -> dict[str, Any]:
    return {"url": url, "vcs_info": {"vcs": "git", "commit_id": COMMIT}, **more}


@pytest.mark.parametrize(
    ("url", "on_github"),
    [
        ("https://github.com/a/b", "a/b"),
        ("https://github.com/a/b.git", "a/b"),
        ("https://git.example/a/b.git", ""),
        ("ssh://git@git.example/a/b", ""),
    ],
)
def test_a_repository_and_its_commit_are_known(url: str, on_github: str) -> None:
    found = origin_of(noted(url))
    assert found == Origin(url, COMMIT)
    assert (found.is_known, found.on_github) == (True, on_github)


@pytest.mark.parametrize(
    "value",
    [
        {"url": "file:///home/someone/clone", "dir_info": {"editable": True}},
        {"url": "https://host.example/kube_dslint-0.1.0-py3-none-any.whl", "archive_info": {}},
        noted("file:///home/someone/clone"),
        noted("https://name:password@git.example/a/b"),
        noted("https://token@git.example/a/b"),
        {},
    ],
)
def test_what_others_cannot_or_should_not_use_stays_unknown(value: dict[str, Any]) -> None:
    assert origin_of(value) == Origin()
    assert not Origin().is_known
    assert Origin().on_github == "OWNER/REPOSITORY"


def test_a_dslint_without_a_distribution_comes_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed_from, "distribution", missing)
    assert origin() == Origin()


def test_the_note_of_the_distribution_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            notes = {"direct_url.json": f'{{"url": "https://git.example/a", "vcs_info": {{"commit_id": "{COMMIT}"}}}}'}
            return notes.get(name)

    monkeypatch.setattr(installed_from, "distribution", lambda _name: Installed())
    assert origin() == Origin("https://git.example/a", COMMIT)
