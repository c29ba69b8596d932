"""The fast path: the version is told before anything is imported, and the process ends at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import dslint
from dslint.cli.exit_codes import ExitCode
from dslint.version import __version__

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(dslint.__file__).parents[1])}


def run(*arguments: str, code: str = "from dslint.__main__ import main; main()") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told(option: str) -> None:
    ran = run(option)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"dslint {__version__}\n", "")


def test_the_version_needs_neither_click_nor_yaml() -> None:
    code = "import sys; from dslint.__main__ import main; main(); print({'click', 'yaml', 'json'} & set(sys.modules))"
    assert run("--version", code=code).stdout.splitlines()[1] == "set()"


def test_exit_codes_are_those_of_the_commands() -> None:
    told = run(code="from dslint.__main__ import WRONG_USAGE; print(WRONG_USAGE)")
    assert int(told.stdout) == run("explian").returncode == ExitCode.USAGE


def test_an_interruption_has_the_shells_exit_code() -> None:
    code = "from dslint import __main__ as m\ndef stop(): raise KeyboardInterrupt\nm._run = stop\nm.main()"
    assert run(code=code).returncode == ExitCode.INTERRUPTED == 130


def test_standard_output_that_is_closed_is_wrong_usage() -> None:
    ran = run("--version", code="import sys; sys.stdout = None; from dslint.__main__ import main; main()")
    assert (ran.returncode, ran.stderr) == (2, "dslint: standard output cannot be written: it is closed\n")


@pytest.mark.parametrize(("before", "after"), [("default_int_handler", "SIG_DFL"), ("SIG_IGN", "SIG_IGN")])
def test_ctrl_c_ends_the_process_without_a_word_until_there_is_something_to_put_in_order(
    before: str, after: str
) -> None:
    code = f"import signal as s; s.signal(s.SIGINT, s.{before}); import dslint.__main__; print(s.getsignal(s.SIGINT))"
    assert run(code=code).stdout == f"{getattr(signal, after)}\n"
