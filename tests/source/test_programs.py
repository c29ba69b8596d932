"""Programs that hang, or are ended before they have said all, and what they leave running."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dslint.source import programs
from dslint.source.programs import Answers, ProgramError, done, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")
CHILD = "/bin/sleep 60 & echo $! > child; "
"""Starts a program of its own, which holds the pipes too."""


def script(text: str) -> list[str]:
    return ["/bin/sh", "-c", text]


def has_ended(process: int) -> bool:
    """Whether it runs no more; it may still be waited for by whoever is its parent now."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.005)
    return False


def test_output_errors_and_the_exit_code_are_told(tmp_path: Path) -> None:
    told = done(script("pwd; echo $A >&2; exit 3"), environment={"A": "b"}, folder=str(tmp_path))
    assert told == (3, f"{tmp_path.resolve()}\n".encode(), b"b\n")


@pytest.mark.parametrize(("name", "told"), [("KILL", "SIGKILL"), ("TERM", "SIGTERM"), ("40", "signal 40")])
def test_the_signal_that_ended_a_program_is_told(name: str, told: str) -> None:
    with pytest.raises(ProgramError, match=f"^was ended by {told}$"):
        done(script(f"echo all is well; kill -{name} $$"), environment={})


@pytest.mark.parametrize("text", [f"{CHILD}wait", f"{CHILD}exit 0"], ids=["hangs", "its child hangs"])
def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    child = tmp_path / "child"
    original = subprocess.Popen.communicate

    def impatient(process: subprocess.Popen[bytes], timeout: float) -> Any:
        while not (child.exists() and child.read_text().endswith("\n")):
            time.sleep(0.002)
        return original(process, timeout=timeout / 10_000)

    monkeypatch.setattr(subprocess.Popen, "communicate", impatient)
    with pytest.raises(ProgramError, match=r"^did not end within 120 s$"):
        done(script(text), environment={}, folder=str(tmp_path))
    assert has_ended(int(child.read_text()))


def test_a_program_ends_with_the_run_that_is_interrupted(tmp_path: Path) -> None:
    running = started(script(f"{CHILD}echo ready; wait"), environment={}, folder=str(tmp_path), asked=True)
    with contextlib.suppress(KeyboardInterrupt), running as process:
        assert Answers(process).line() == b"ready"
        raise KeyboardInterrupt
    assert process.returncode == -9
    assert has_ended(int((tmp_path / "child").read_text()))


def test_answers_are_read_by_lines_and_by_lengths() -> None:
    with started(script('read a; printf "$a\\n12345 rest\\n"'), environment={}, asked=True) as process:
        answers = Answers(process)
        answers.ask(b"question")
        assert answers.line() == b"question"
        assert answers.take(2) == b"12"
        answers.skip(3)
        assert answers.line() == b" rest"


@pytest.mark.parametrize("text", ["printf part", "printf part; kill -9 $$", "exit 1"])
def test_an_answer_that_ends_early_is_none(text: str) -> None:
    with started(script(text), environment={}, asked=True) as process:
        answers = Answers(process)
        for read in (answers.line, lambda: answers.take(5), lambda: answers.skip(5)):
            with pytest.raises(ProgramError, match=r"^ended early$"):
                read()


def test_what_has_ended_cannot_be_asked() -> None:
    with started(script("exit 0"), environment={}, asked=True) as process:
        process.wait()
        with pytest.raises(ProgramError, match=r"^ended early$"):
            Answers(process).ask(b"question")


def test_an_answer_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 0.05)
    with (
        started(script("printf part; exec /bin/sleep 60"), environment={}, asked=True) as process,
        pytest.raises(ProgramError, match=r"^did not answer within 0\.05 s$"),
    ):
        Answers(process).line()
