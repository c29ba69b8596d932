"""The steps of action.yml, run by bash as GitHub's runner does, with inputs that a shell could misread."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.house.checkout import TOP

ACTION = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
INSTALL, RUN = ACTION["runs"]["steps"]
HOSTILE = [
    "a name with blanks.yaml",
    "--write-baseline=pwned",
    "-k",
    "*",
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned #",
    "'\"",
    " leading blank",
    "\\",
    "$HOME",
    "${{ inputs.paths }}",
]


class Ran(NamedTuple):
    code: int
    words: list[str]
    out: str


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The runner's folder for temporary files, with a dslint that notes its words and ends as told."""
    place = tmp_path / "runner temp" / "dslint" / "bin" / "dslint"
    place.parent.mkdir(parents=True)
    executable(place, 'printf "%s\\0" "$@" > "$NOTE"\nexit "$END"')
    return tmp_path / "runner temp"


def executable(place: Path, script: str) -> None:
    place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    place.chmod(0o755)


def bash(step: dict[str, Any], environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a step's script as GitHub's runner does for `shell: bash`."""
    assert step["shell"] == "bash"
    script = folder / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(
        words, cwd=folder, env={**os.environ, **environment}, check=False, capture_output=True, text=True
    )


def variables(inputs: dict[str, str]) -> dict[str, str]:
    """The step's variables, with the inputs given or at their defaults."""
    values = {name: declared["default"] for name, declared in ACTION["inputs"].items()} | inputs
    return {name: values[re.fullmatch(r"\$\{\{ inputs\.(\S+) }}", text)[1]] for name, text in RUN["env"].items()}


def run(runner: Path, end: int = 0, **inputs: str) -> Ran:
    work, note = runner.parent / "work", runner.parent / "note"
    work.mkdir(exist_ok=True)
    given = {name.replace("_", "-"): text for name, text in inputs.items()}
    environment = {**variables(given), "RUNNER_TEMP": str(runner), "NOTE": str(note), "END": str(end)}
    done = bash(RUN, environment, work)
    assert [path.name for path in work.iterdir()] == ["step.sh"], "the script wrote something"
    words = note.read_text(encoding="utf-8").split("\0")[:-1] if note.exists() else []
    return Ran(done.returncode, words, done.stdout + done.stderr)


def test_without_inputs_the_current_folder_is_linted(runner: Path) -> None:
    assert run(runner).words == ["lint", "--", "."]


def test_each_line_of_paths_is_one_file_whatever_it_holds(runner: Path) -> None:
    assert run(runner, paths="\n".join(HOSTILE) + "\n").words == ["lint", "--", *HOSTILE]


def test_each_line_of_args_is_one_word(runner: Path) -> None:
    ran = run(runner, command="plan", args="--nodes\nmy nodes.yaml\n\n--\n", paths="ds.yaml\r\n\r\nother.yaml")
    assert ran.words == ["plan", "--nodes", "my nodes.yaml", "--", "ds.yaml", "other.yaml"]
    assert run(runner, args="\n".join(HOSTILE)).words == ["lint", *HOSTILE, "--", "."]


@pytest.mark.parametrize("hostile", [*HOSTILE, "a\n::add-mask::x"])
def test_a_version_is_one_word(runner: Path, hostile: str) -> None:
    assert run(runner, kubernetes_version=hostile).words == ["lint", "-k", hostile, "--", "."]


@pytest.mark.parametrize("command", ["lint --strict", "rollout", "", "lint; touch pwned", "x\n::add-mask::y", "-k"])
def test_any_other_command_is_rejected_without_repeating_it(runner: Path, command: str) -> None:
    ran = run(runner, command=command)
    assert (ran.code, ran.words) == (2, [])
    assert (
        ran.out == "::error::dslint: the input command must be lint or plan; write options in args, one word per line\n"
    )


@pytest.mark.parametrize("end", [0, 1, 2, 3, 4])
def test_the_exit_code_is_that_of_dslint(runner: Path, end: int) -> None:
    assert run(runner, end=end).code == end


def test_the_real_command_reads_what_the_action_hands_it(runner: Path, tmp_path: Path) -> None:
    executable(runner / "dslint" / "bin" / "dslint", f'exec {shlex.quote(sys.executable)} -m dslint "$@"')
    (tmp_path / "--format=text=pwned").write_text("kind: Pod\napiVersion: v1\nnope: 1\n", encoding="utf-8")
    environment = {**variables({"paths": "--format=text=pwned"}), "RUNNER_TEMP": str(runner)}
    done = bash(RUN, {**environment, "GITHUB_ACTIONS": "true", "PYTHONPATH": str(TOP)}, tmp_path)
    assert done.returncode == 1, done.stderr
    assert "::error file=--format=text=pwned,line=3" in done.stdout
    assert not (tmp_path / "pwned").exists()


def test_scripts_hold_no_expression() -> None:
    """What `${{ }}` holds would become text of the script."""
    assert [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step["run"]] == []


def test_the_action_installs_itself_with_the_constraints(tmp_path: Path) -> None:
    programs, temporary, note = tmp_path / "programs", tmp_path / "runner temp", tmp_path / "note"
    programs.mkdir()
    executable(tmp_path / "pip", f'pwd > {note}; echo "$PIP_CONSTRAINT $PIP_BUILD_CONSTRAINT $*" >> {note}')
    executable(programs / "python3", f'mkdir -p "$3/bin" && cp {tmp_path}/pip "$3/bin/python"')
    environment = {"GITHUB_ACTION_PATH": str(TOP), "RUNNER_TEMP": str(temporary)}
    done = bash(INSTALL, {**environment, "PATH": f"{programs}:{os.environ['PATH']}"}, tmp_path)
    assert done.returncode == 0, done.stderr
    folder, words = note.read_text(encoding="utf-8").splitlines()
    assert Path(folder) == TOP
    assert words == "constraints.txt constraints.txt -m pip install --quiet --disable-pip-version-check .[admission]"
