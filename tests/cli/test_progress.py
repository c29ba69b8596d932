from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from dslint.cli import progress
from dslint.cli.output import ERASE_LINE, SHOW_CURSOR
from dslint.cli.progress import Progress, watching
from dslint.progress import watched
from tests.cli.conftest import Dslint
from tests.cli.test_run import ENVIRONMENT


class Screen:
    """A terminal: what is written to `stream` is read from the other end."""

    def __init__(self) -> None:
        self.other, end = pty.openpty()
        self.stream: TextIO = os.fdopen(end, "w", encoding="utf-8")

    def text(self) -> str:
        """What has come since the last time."""
        self.stream.flush()
        os.set_blocking(self.other, False)
        pieces = []
        with contextlib.suppress(BlockingIOError):
            while True:
                pieces.append(os.read(self.other, 100_000).decode())
        return "".join(pieces)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    monkeypatch.setattr(progress, "AFTER", 0)
    monkeypatch.setattr(progress, "EVERY", 0)
    made = Screen()
    yield made
    made.stream.close()
    os.close(made.other)


def test_a_loop_that_nobody_watches_goes_through_its_own_items() -> None:
    items = [1, 2]
    assert watched.get()(items, "checking files") is items


def test_a_bar_shows_what_is_done_to_how_many_and_is_gone_in_the_end(screen: Screen) -> None:
    with watching(screen.stream):
        assert list(watched.get()([1, 2, 3], "checking files")) == [1, 2, 3]
        shown = screen.text()
    assert [f"{done}/3" in shown for done in (1, 2, 3)] == [True] * 3
    assert "checking files  " in shown
    assert shown.endswith(f"{ERASE_LINE}{SHOW_CURSOR}")
    assert screen.text() == "", "nothing is left to clear"


def test_loops_within_a_loop_are_not_shown_unless_it_has_only_one_item(screen: Screen) -> None:
    with watching(screen.stream):
        for _ in watched.get()([1, 2], "planning workloads"):
            list(watched.get()([1, 2], "placing pods on nodes"))
        shown = screen.text()
        assert "0/2" in shown, "what is within the first item takes its time"
        assert "placing" not in shown
        for _ in watched.get()([1], "planning workloads"):
            list(watched.get()([1, 2], "placing pods on nodes"))
        shown = screen.text()
    assert "placing pods on nodes" in shown


def test_a_short_run_shows_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER", 1.0)
    with watching(screen.stream):
        list(watched.get()(range(1000), "checking files"))
    assert screen.text() == ""


def test_the_bar_is_gone_before_an_error_is_written(screen: Screen) -> None:
    with contextlib.suppress(ValueError), watching(screen.stream):
        for item in watched.get()([1, 2], "checking files"):
            if item == 2:
                raise ValueError
    assert screen.text().endswith(f"{ERASE_LINE}{SHOW_CURSOR}")


def interrupted(screen: Screen, outer: int, inner: int) -> str:
    watcher = Progress(screen.stream)
    with contextlib.suppress(KeyboardInterrupt):
        for _ in watcher(range(outer), "planning workloads"):
            for number in watcher(range(inner), "placing pods on nodes"):
                if number == 1:
                    raise KeyboardInterrupt
    return watcher.interrupted()


def test_an_interrupted_run_tells_how_far_it_was(screen: Screen) -> None:
    assert interrupted(screen, 3, 5) == "planning workloads: 0 of 3 done"
    assert interrupted(screen, 1, 5) == "placing pods on nodes: 1 of 5 done"
    assert interrupted(screen, 1, 2).startswith("placing pods on nodes: 1 of 2")
    assert Progress(screen.stream).interrupted() == ""


def test_a_loop_whose_iterator_has_a_name_counts_too(screen: Screen) -> None:
    watcher = Progress(screen.stream)
    clusters = watcher(range(3), "planning clusters")
    with contextlib.suppress(KeyboardInterrupt):
        for _ in clusters:
            for _ in watcher(range(2), "planning versions"):
                raise KeyboardInterrupt
    assert watcher.interrupted() == "planning clusters: 0 of 3 done"


def test_a_loop_over_one_item_has_no_numbers(screen: Screen) -> None:
    watcher = Progress(screen.stream)
    with contextlib.suppress(KeyboardInterrupt):
        for _ in watcher(range(1), "planning versions"):
            raise KeyboardInterrupt
    assert watcher.interrupted() == "planning versions"
    assert "/" not in screen.text()


def test_a_loop_that_was_left_early_is_not_what_was_interrupted(screen: Screen) -> None:
    watcher = Progress(screen.stream)
    with contextlib.suppress(KeyboardInterrupt):
        for number in watcher(range(3), "planning workloads"):
            for _ in watcher(range(9), "simulating rollouts"):
                break
            if number == 1:
                raise KeyboardInterrupt
    assert watcher.interrupted() == "planning workloads: 1 of 3 done"


SLOW = """
import os, sys, time
from dslint.cli import progress
from dslint.linting.run import Run
from dslint.cli.run import run
progress.AFTER = progress.EVERY = 0
add = Run.add_new_result
def slowly(self, text, result):
    time.sleep(0.03)
    add(self, text, result)
Run.add_new_result = slowly
os._exit(run(sys.argv[1:]))
"""
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'a:1'}]}\n"


def on_terminal(folder: Path, *arguments: str, files: int = 9, stop_at: str = "") -> tuple[int, str, str]:
    """Exit code, standard output, and what a terminal as standard error gets; stopped once that has some text."""
    for number in range(files):
        (folder / f"{number}.yaml").write_text(POD)
    other, end = pty.openpty()
    command = [sys.executable, "-c", SLOW, "lint", "--no-cache", str(folder), *arguments]
    environment = {**ENVIRONMENT, "TERM": "xterm"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=end, text=True, env=environment) as process:
        os.close(end)
        seen = ""
        while piece := _read(other):
            seen += piece
            if stop_at and stop_at in seen:
                process.send_signal(signal.SIGINT)
                stop_at = ""
        out = process.stdout.read() if process.stdout else ""
    os.close(other)
    return process.returncode, out, seen


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 10_000).decode()
    except OSError:
        return ""


def test_a_terminal_sees_the_bar_and_standard_output_has_the_report_alone(tmp_path: Path) -> None:
    code, out, seen = on_terminal(tmp_path, "--format", "concise")
    assert (code, "\033" in out) == (0, False)
    assert "checking files" in seen
    assert "/9" in seen
    assert seen.endswith(SHOW_CURSOR)


def test_an_interrupt_leaves_a_clean_line_says_what_was_done_and_writes_no_file(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code, out, seen = on_terminal(tmp_path, "--format", f"json={report}", files=200, stop_at="3/200")
    assert (code, out) == (130, "")
    last = seen.replace("\r\n", "\n").rpartition(ERASE_LINE)[2]
    assert last.startswith("dslint: interrupted while checking files: ")
    assert last.endswith(" of 200 done\n")
    assert not report.exists()
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_an_interrupt_without_a_terminal_is_one_line(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dslint.linting.run.Run.add_new_result", stop)
    ran = dslint("lint", "--no-cache", "examples/fluentd.yaml")
    assert (ran.code, ran.out, ran.err) == (130, "", "dslint: interrupted\n")
