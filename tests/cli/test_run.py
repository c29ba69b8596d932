"""What the command line says when it is used wrongly, interrupted, or wrong itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import dslint as package
from dslint.cli import explain
from dslint.cli.group import COMMANDS
from tests.cli.conftest import Dslint
from tests.fuzz.oracle import OWN_FAULT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explian"], "unknown command explian; did you mean explain?"),
        (["zzz"], "unknown command zzz; the commands are"),
        (["explain", "DS231", "--format", "jsn"], "'jsn' is not one of text, markdown, json, md; did you mean json?"),
        (["explain", "DS231", "--fromat", "json"], "--format"),
        (["explain"], "Missing argument 'RULE'"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_suggests_a_similar_name(
    dslint: Dslint, arguments: list[str], said: str
) -> None:
    ran = dslint(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Try 'dslint" in ran.err


def test_help_names_every_command(dslint: Dslint) -> None:
    ran = dslint("--help")
    assert ran.code == 0
    assert "explain" in ran.out


def test_without_a_command_the_help_is_shown_as_wrong_usage(dslint: Dslint) -> None:
    ran = dslint()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: dslint")


def _broken(*_: object, **__: object) -> None:
    raise KeyError("nobody\nexpected this")


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_internal_error_is_one_line_and_exit_code_4(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain.command, "callback", _broken)
    ran = dslint("explain", "DS231")
    assert ran.code == 4
    assert ran.err.count("\n") == 1
    assert "KeyError" in ran.err
    assert OWN_FAULT.search(ran.err), "the fuzzers find the place of the error in this line"
    assert "please report this line" in ran.err


def test_debug_shows_where_an_error_comes_from(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain.command, "callback", _broken)
    with pytest.raises(KeyError):
        dslint("--debug", "explain", "DS231")


def test_an_interrupted_run_has_the_exit_code_of_shells(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain.command, "callback", _interrupted)
    ran = dslint("explain", "DS231")
    assert (ran.code, ran.err) == (130, "dslint: interrupted\n")


def test_a_failure_with_an_exit_code_keeps_it(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise click.ClickException("no such luck")

    monkeypatch.setattr(explain.command, "callback", fail)
    ran = dslint("explain", "DS231")
    assert (ran.code, ran.err) == (1, "dslint: no such luck\n")


def test_the_version_is_printed_without_importing_anything_heavy() -> None:
    code = (
        "import sys; sys.argv[1:] = ['--version']; from dslint.__main__ import main; main();"
        "heavy = {'typing', 're', 'click', 'yaml', 'json'} & set(sys.modules); assert not heavy, heavy"
    )
    ran = run_python("-S", "-c", code)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == f"dslint {package.__version__}\n"


def test_version_is_the_same_on_the_fast_path_and_through_the_commands(dslint: Dslint) -> None:
    assert dslint("--version").out == run_python("-m", "dslint", "--version").stdout


def test_a_closed_pipe_is_not_a_failure() -> None:
    script = f"{sys.executable} -m dslint rules | true; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_help_lists_each_command_with_a_line_that_fits(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = dslint("--help").out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert [line for line in listed if line.endswith("...")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(dslint: Dslint, command: str) -> None:
    ran = dslint(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: dslint {command}")


def test_the_help_shows_how_to_complete_commands(dslint: Dslint) -> None:
    assert 'eval "$(dslint completion bash)"' in dslint("--help").out
