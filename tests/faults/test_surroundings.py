"""Homes that cannot be used, clocks that jump, and two runs at once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dslint import cache, written_file
from dslint.cli import lint_record
from dslint.policy.suppressions import suppressed_report
from dslint.printed_reports import state_of
from tests.cli.conftest import Dslint, dslint  # noqa: F401 - the fixture
from tests.faults.commands import DAEMONSET, POD
from tests.permissions import unprivileged

TOP = Path(__file__).parents[2]
WORKLOAD = POD.replace("Pullpolicy: always", "PullPolicy: Always")
LINT = [sys.executable, "-m", "dslint", "lint", "a.yaml"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that all may enter, in one that is empty otherwise; pytest's own are for one user only."""
    with tempfile.TemporaryDirectory() as above:
        work = Path(above, "work")
        work.mkdir()
        for one in (Path(above), work):
            one.chmod(0o755)
        (work / "a.yaml").write_text(WORKLOAD)
        yield work


def surrounded(folder: Path, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """Lint in a process with these variables; None takes one out."""
    environment = {**os.environ, "PYTHONPATH": str(TOP), **changed}
    kept = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(LINT, cwd=folder, env=kept, capture_output=True, text=True, check=False)


def in_the_way(tmp_path: Path) -> str:
    (tmp_path / "file").write_text("no folder")
    return str(tmp_path / "file")


def not_there(tmp_path: Path) -> str:
    return str(tmp_path / "nosuch" / "home")


def of_nobody(_: Path) -> str:
    return "/proc/1/nosuch"  # where not even root can make a folder


@pytest.mark.parametrize("home", [in_the_way, not_there, of_nobody, lambda _: "", lambda _: None])
def test_a_home_that_cannot_hold_a_cache_changes_nothing(folder: Path, tmp_path: Path, home: object) -> None:
    assert callable(home)
    ran = surrounded(folder, HOME=home(tmp_path), XDG_CACHE_HOME=None)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith("\n1 warning in 1 object of 1 file (Kubernetes 1.36)\n")
    assert [one.name for one in folder.iterdir()] == ["a.yaml"], "no cache in the current folder"


def test_a_cache_that_may_not_be_written_changes_nothing(
    dslint: Dslint,  # noqa: F811
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dslint("lint", str(folder / "a.yaml"), "--no-cache")  # what is to be imported must have been imported
    own = folder.parent / "cache"
    own.mkdir(mode=0o555)
    monkeypatch.setenv("XDG_CACHE_HOME", str(own))
    with unprivileged():
        ran = dslint("lint", str(folder / "a.yaml"))
    assert (ran.code, ran.err) == (0, "")
    assert list(own.iterdir()) == []


def test_a_suppression_ends_on_its_day_also_for_what_is_in_the_cache(
    dslint: Dslint,  # noqa: F811
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And it is back when the clock goes back."""
    text = WORKLOAD.replace("image: x", "image: x  # dslint: ignore[DS640] until=2030-06-15 the registry moves")
    (folder / "a.yaml").write_text(text)

    class Clock(date):
        now = date(2030, 6, 15)

        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return cls.now

    monkeypatch.setattr(suppressed_report, "date", Clock)
    seen = []
    for day in (date(2030, 6, 15), date(2030, 6, 16), date(2030, 6, 15), date(1970, 1, 1), date(9999, 12, 31)):
        Clock.now = day
        ran = dslint("lint", "--format", "concise", str(folder / "a.yaml"))
        seen.append("DS640" in ran.out)
    assert seen == [False, True, False, False, True]


@pytest.mark.parametrize("shift", [-40 * 365 * 86400, 40 * 365 * 86400], ids=["back", "ahead"])
def test_a_clock_that_jumps_spoils_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shift: int) -> None:
    kept = cache.Cache(tmp_path)
    kept.put([1], "text")
    now = time.time()
    for entry in tmp_path.rglob("*"):
        os.utime(entry, (now - shift, now - shift))
    monkeypatch.setattr(time, "time", lambda: now + shift)
    again = cache.Cache(tmp_path)
    assert again.get("text") == [1]
    again.put([2], "text")
    assert again.get("text") == [2]


def test_what_another_version_kept_in_the_future_stays(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    then = time.time() + 10 * 365 * 86400
    os.utime(other, (then, then))
    cache.Cache(tmp_path)
    assert other.is_dir()


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_report_is_kept_only_of_files_that_were_as_they_are_before_the_run(folder: Path, hours: int) -> None:
    """A file of the future may change again and have the same time."""
    record = lint_record.Record(str(folder / "kept"))
    record.begin = time.time() + 60
    then = int((time.time() + hours * 3600) * 1e9)
    os.utime(folder / "a.yaml", ns=(then, then))
    assert record._is_settled(state_of(str(folder / "a.yaml"))) is (hours < 0)


def test_two_runs_fix_the_same_files_at_once(tmp_path: Path) -> None:
    """Each file holds what it held or what it should at any moment; a run that finds it changed says so."""
    names = [f"{number}.yaml" for number in range(12)]
    for name in names:
        (tmp_path / name).write_text(DAEMONSET)
    command = [sys.executable, "-m", "dslint", "lint", "--fix", "--no-cache", "."]
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    runs = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    seen: set[str] = set()
    while any(run.poll() is None for run in runs):
        seen |= {(tmp_path / name).read_text() for name in names}
        time.sleep(0.01)
    said = [run.communicate()[0] for run in runs]
    (fixed,) = {(tmp_path / name).read_text() for name in names}
    assert seen <= {DAEMONSET, fixed}
    assert fixed.startswith("apiVersion: apps/v1\n")
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)
    for run, text in zip(runs, said, strict=True):
        assert run.returncode in {0, 2, 3}, text
        assert run.returncode == 0 or "it has changed since it was read" in text


def test_two_runs_write_one_file_and_neither_removes_the_draft_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written_file, "_UNNAMED", 0)  # so that there is something to remove
    monkeypatch.setattr(written_file, "_swept", set())
    original = os.replace

    def meanwhile(draft: str, target: str) -> None:
        monkeypatch.setattr(os, "replace", original)
        written_file._swept.clear()  # as in the other run
        written_file.write(tmp_path / "report.txt", b"theirs")
        original(draft, target)

    monkeypatch.setattr(os, "replace", meanwhile)
    written_file.write(tmp_path / "report.txt", b"ours")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("report.txt", "ours")]


def test_a_device_that_is_full_is_told(dslint: Dslint, folder: Path) -> None:  # noqa: F811
    ran = dslint("lint", "--no-cache", "--output-file", "/dev/full", str(folder / "a.yaml"))
    assert (ran.code, ran.err) == (2, "dslint: /dev/full cannot be written: No space left on device\n")


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("lint --no-cache --output-file report.txt a.yaml", 2, "report.txt cannot be written: Permission denied"),
        ("lint --no-cache --write-baseline base.json a.yaml", 2, "base.json cannot be written: Permission denied"),
        ("lint --no-cache --fix old.yaml", 3, "old.yaml: cannot be fixed: it is read-only"),
        ("migrate --write --to 1.36 old.yaml", 3, "old.yaml cannot be changed: it is read-only; no file was"),
        ("init", 2, ".dslint.yaml cannot be written: Permission denied"),
    ],
)
def test_a_folder_that_may_not_be_written_is_told(
    dslint: Dslint,  # noqa: F811
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(folder)
    (folder / "old.yaml").write_text(DAEMONSET)
    dslint(*command.replace("--fix", "--diff").replace("--write ", "--diff ").split(), "--help")  # what is imported
    folder.chmod(0o555)
    before = {one.name: one.read_text() for one in folder.iterdir()}
    with unprivileged():
        ran = dslint(*command.split())
    assert (ran.code, said in ran.out + ran.err) == (code, True), ran
    assert {one.name: one.read_text() for one in folder.iterdir()} == before
