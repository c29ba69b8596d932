"""Standard streams that are closed, full or endless, and runs that are interrupted: told, and never a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import dslint as package
from dslint.cli import explain, output
from dslint.source import bounded_input
from tests.cli.conftest import Dslint

ROOT = Path(package.__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
HISTORY = ["rollout", "history", "ds/agent", "-f", str(ROOT / "examples" / "rollback" / "objects.json")]
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {containers: [{name: a, image: "x:1"}]}
"""


def in_shell(arguments: Sequence[str], streams: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-c", f'"$@" {streams}', "bash", sys.executable, "-m", "dslint", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["explain", "DS231"], HISTORY], ids=lambda one: one[0]
)
@pytest.mark.parametrize(
    ("streams", "why"), [(">&-", "it is closed"), ("> /dev/full", "No space left on device")], ids=["closed", "full"]
)
def test_a_standard_output_that_cannot_be_written_is_reported(arguments: list[str], streams: str, why: str) -> None:
    ran = in_shell(arguments, streams)
    assert (ran.returncode, ran.stderr) == (2, f"dslint: standard output cannot be written: {why}\n")


def test_a_standard_error_that_takes_nothing_leaves_the_exit_code() -> None:
    assert in_shell(["nosuch"], "2> /dev/full").returncode == 2


@pytest.mark.parametrize("arguments", [["--version"], ["lint", "--help"]], ids=["version", "help"])
def test_whoever_closes_the_pipe_of_a_help_has_seen_enough(arguments: list[str]) -> None:
    ran = in_shell(arguments, "| true; exit ${PIPESTATUS[0]}")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_closed_standard_input_cannot_be_read() -> None:
    ran = in_shell(["lint", "-q", "-"], "<&-")
    assert (ran.returncode, ran.stderr) == (3, "dslint: -: cannot be read: standard input is closed\n")


@pytest.fixture
def _little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    for function in (bounded_input.read_file, bounded_input.read_standard_input):
        monkeypatch.setattr(function, "__defaults__", (bounded_input.MEBIBYTE,))


@pytest.mark.usefixtures("_little_memory")
@pytest.mark.parametrize("paths", [["/dev/zero"], ["-"]], ids=["device", "standard input"])
def test_an_input_without_end_is_rejected(dslint: Dslint, monkeypatch: pytest.MonkeyPatch, paths: list[str]) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            return b"\0" * size

    stream = io.StringIO()
    stream.buffer = Endless()  # type: ignore[attr-defined]
    monkeypatch.setattr(sys, "stdin", stream)
    ran = dslint("lint", "-q", *paths)
    why = "cannot be read: larger than 1 MiB; split it, or read less at a time"
    assert (ran.code, ran.err) == (3, f"dslint: {paths[0]}: {why}\n")


def test_too_little_memory_is_reported_as_such(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(explain.command, "callback", too_much)
    ran = dslint("explain", "DS231")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert ran.err.startswith("dslint: not enough memory")


def test_an_interrupt_while_modules_are_loaded_leaves_no_traceback() -> None:
    code = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "dslint.cli.run":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
sys.argv[1:] = ["rules"]
from dslint.__main__ import main
main()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")


@pytest.mark.parametrize("locked", ["is_dir", "mkdir"])
def test_a_home_that_may_not_be_entered_holds_no_cache(
    dslint: Dslint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, locked: str
) -> None:
    original = getattr(Path, locked)

    def refusing(self: Path, *arguments: object, **options: object) -> object:
        if self.parts[1:2] == ("locked",):
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *arguments, **options)

    (tmp_path / "pod.yaml").write_text(POD)
    monkeypatch.setattr(Path, locked, refusing)
    monkeypatch.setenv("XDG_CACHE_HOME", "/locked")
    ran = dslint("lint", str(tmp_path / "pod.yaml"), "--select", "DS1")
    assert (ran.code, ran.err) == (0, "")


def test_a_folder_that_may_not_be_entered_is_an_input_that_cannot_be_read(
    dslint: Dslint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def locked(path: str | Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", locked)
    ran = dslint("lint", "-q", str(tmp_path))
    assert (ran.code, ran.err) == (3, f"dslint: {tmp_path}: cannot be read: Permission denied\n")


def test_a_path_that_no_command_expects_to_be_locked_is_reported_as_unreadable(
    dslint: Dslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/locked/agent.yaml")

    monkeypatch.setattr(explain.command, "callback", locked)
    ran = dslint("explain", "DS231")
    assert (ran.code, ran.err) == (3, "dslint: /locked/agent.yaml: cannot be read: Permission denied\n")


def test_writing_to_a_closed_stream_raises_an_error() -> None:
    with pytest.raises(OSError, match="it is closed"):
        output.ClosedStream().write("x")
