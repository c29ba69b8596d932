"""Whatever happens at whichever write: each file holds what it held or what it should, whole, and no draft is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import pytest

from tests.faults.commands import WRITING
from tests.faults.walk import Ran

TOP = Path(__file__).parents[2]
DRAFT, CACHE = ".dslint.draft-", "cache/"

Runs = dict[tuple[str, str], list[Ran]]
"""By command and kind of disturbance, in the order of the writes; the last of a kind is a run that had no more."""


@pytest.fixture(scope="module", name="runs")
def all_runs() -> Runs:
    """All that was walked: once, for one process runs all tests of this file."""
    found = [Ran(*json.loads(line)) for line in walked().splitlines()]
    return {key: list(some) for key, some in groupby(found, key=lambda ran: (ran.name, ran.kind))}


def walked() -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.faults.walk", folder]
        return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout


def own_files(files: Mapping[str, str]) -> dict[str, str]:
    """The user's files: those outside of the cache."""
    return {name: text for name, text in files.items() if not name.startswith(CACHE)}


def drafts(files: Mapping[str, str]) -> list[str]:
    return [name for name in files if DRAFT in name]


def halves(ran: Ran, undisturbed: Ran) -> list[str]:
    """Files that hold neither what they held before nor what they should."""
    before, after = WRITING[ran.name].files, undisturbed.files
    found = {name: text for name, text in own_files(ran.files).items() if DRAFT not in name}
    lost = [name for name in before if name not in found]
    return [name for name, text in found.items() if text not in (before.get(name), after.get(name))] + lost


@pytest.fixture(params=WRITING)
def name(request: pytest.FixtureRequest) -> str:
    value: str = request.param
    return value


@pytest.fixture
def undisturbed(runs: Runs, name: str) -> Ran:
    (one,) = runs[name, "none"]
    return one


def test_the_command_writes_if_nothing_disturbs_it(undisturbed: Ran, name: str) -> None:
    ran = undisturbed
    assert ran.code == WRITING[name].code
    assert ran.files != WRITING[name].files
    assert drafts(ran.files) == []


@pytest.mark.parametrize("kind", ["kill", "full", "stop"])
def test_a_walk_reaches_the_last_write(runs: Runs, undisturbed: Ran, name: str, kind: str) -> None:
    *disturbed, last = runs[name, kind]
    assert len(disturbed) >= 3, "open, write, move"
    assert (last.code, own_files(last.files)) == (WRITING[name].code, own_files(undisturbed.files))


def test_a_killed_run_leaves_whole_files_and_the_next_one_no_draft(runs: Runs, undisturbed: Ran, name: str) -> None:
    *killed, _ = runs[name, "kill"]
    assert [(ran.code, halves(ran, undisturbed)) for ran in killed] == [(-9, [])] * len(killed)
    left = [ran for ran in killed if drafts(ran.files)]
    assert [len(drafts(ran.files)) for ran in left] == [1] * len(left)
    for ran in left:
        assert own_files(ran.again) == own_files(undisturbed.files)
        assert drafts(ran.again) == []


def test_a_draft_has_a_name_only_just_before_it_takes_its_place(runs: Runs, undisturbed: Ran, name: str) -> None:
    *killed, _ = runs[name, "kill"]
    if WRITING[name].named:
        assert len([ran for ran in killed if drafts(ran.files)]) == len(killed) - 1, "all but the first"
        return
    files = len(undisturbed.files.items() - WRITING[name].files.items())
    assert len([ran for ran in killed if drafts(ran.files)]) == files


def test_a_stopped_run_says_so_and_leaves_whole_files_and_no_draft(runs: Runs, undisturbed: Ran, name: str) -> None:
    *stopped, _ = runs[name, "stop"]
    shown = [(ran.code, ran.err, halves(ran, undisturbed), drafts(ran.files)) for ran in stopped]
    assert shown == [(143, "dslint: terminated\n", [], [])] * len(stopped)


def test_a_full_disk_is_told_and_leaves_whole_files_and_no_draft(runs: Runs, undisturbed: Ran, name: str) -> None:
    *full, _ = runs[name, "full"]
    assert [(halves(ran, undisturbed), drafts(ran.files)) for ran in full] == [([], [])] * len(full)
    for ran in full:
        complete = own_files(ran.files) == own_files(undisturbed.files)
        if WRITING[name].failing is None or complete:
            assert (ran.code, ran.out, ran.err) == (undisturbed[3:6])
        else:
            assert ran.code == WRITING[name].failing
            assert "No space left on device" in ran.err + ran.out
            assert (ran.err + ran.out).count(" cannot be ") == 1
