"""What an earlier release wrote or read is read by this one, with the same meaning, or is refused with what to do.

A folder for each release has a file of every kind, as that release wrote it, and is never edited: a change of a format
needs a way for these files.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint, dslint

__all__ = ["dslint"]

RELEASES = sorted(path for path in Path(__file__).parent.iterdir() if (path / ".dslint.yaml").is_file())


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a release's files, in which commands run."""
    copy = tmp_path / "work"
    shutil.copytree(request.param, copy)
    (copy / ".git").mkdir()
    monkeypatch.chdir(copy)
    return copy


@pytest.mark.usefixtures("folder")
def test_configurations_rules_and_baselines_mean_what_they_meant(dslint: Dslint) -> None:
    ran = dslint("lint", "--baseline", "baseline.json", "--format", "concise", "manifests")
    assert ran.code == 1
    *findings, summary = ran.out.splitlines()
    assert [line.split()[1:3] for line in findings if " info " not in line] == [
        ["error", "DS640"],
        ["warning", "ORG001"],
    ]
    assert all(line.startswith("manifests/new.yaml:") for line in findings)
    assert "(Kubernetes 1.35, 1.36)" in summary
    assert "4 by .dslint.yaml, 5 by baseline.json" in summary


@pytest.mark.usefixtures("folder")
def test_inventories_and_expectations_mean_what_they_meant(dslint: Dslint) -> None:
    ran = dslint("plan", "--expect", "expectations.yaml", "--format", "concise", "manifests")
    assert ran.code == 0
    assert "3 workloads: running 9, not scheduled 6" in ran.out


def test_a_cache_changes_nothing(dslint: Dslint, folder: Path) -> None:
    agent = str(folder / "manifests" / "agent.yaml")
    (folder / "none.yaml").write_text("{}\n")
    words = ("lint", "--config", "none.yaml", "--format", "concise", agent)
    without = dslint(*words, "--no-cache")
    cache = Path(os.environ["XDG_CACHE_HOME"], "dslint")
    shutil.copytree(folder / "cache", cache)
    assert dslint(*words) == without
    assert dslint(*words) == without


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("baseline.json", ("lint", "--baseline", "baseline.json", "manifests")),
        ("nodes.yaml", ("plan", "manifests")),
        ("expectations.yaml", ("plan", "--expect", "expectations.yaml", "manifests")),
    ],
)
def test_a_file_of_a_later_release_is_refused(dslint: Dslint, folder: Path, name: str, words: tuple[str, ...]) -> None:
    file = folder / name
    file.write_text(file.read_text().replace("dslint.dev/v1", "dslint.dev/v2"))
    ran = dslint(*words)
    assert ran.code in (2, 3)
    assert re.search(rf"{name}.*apiVersion.*dslint\.dev/v1", ran.err), ran.err
