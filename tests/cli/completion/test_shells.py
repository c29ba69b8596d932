"""Completion in the shells themselves. A shell that is not installed is skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem, get_completion_class

from dslint.cli.completion.shells import SHELLS, register, script
from dslint.cli.group import command
from tests.cli.completion.conftest import TOP, place_at
from tests.cli.completion.shell import Shell

COMPLETED = {
    "dslint li": "dslint lint ",
    "dslint lint my": "dslint lint my\\ file.yaml ",
    "dslint lint --format json=rep": "dslint lint --format json=report.json ",
    "dslint lint --select=DS231,selector-m": "dslint lint --select=DS231,selector-mismatch ",
    "dslint plan --nodes nodes.yaml --explain cp": "dslint plan --nodes nodes.yaml --explain cp-",
    "dslint plan --from git:HE": "dslint plan --from git:HEAD ",
}
"""What is typed, and what it becomes with Tab in bash and zsh."""

LISTED_BY_FISH = {
    "dslint li": ["lint\tCheck manifests for errors, warnings and pitfalls."],
    "dslint lint my": ["my file.yaml"],
    'dslint lint "my f': ["my file.yaml"],
    "dslint lint --format json=rep": ["json=report.json"],
    "dslint lint --select=DS231,selector-m": ["--select=DS231,selector-mismatch\tDS231"],
    "dslint plan --nodes nodes.yaml --explain cp": ["cp-1", "cp-2", "cp-3"],
    "dslint plan --from git:HE": ["git:HEAD"],
    "dslint plan --what-if dr": [],
}


@pytest.fixture
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command, to be first in PATH."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "dslint").write_text(f'#!/bin/sh\nPYTHONPATH="{TOP}" exec "{sys.executable}" -m dslint "$@"\n')
    (folder / "dslint").chmod(0o755)
    return folder


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_tab_completes_words_and_files(name: str, folder: Path, commands: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    shell = Shell(name, folder, commands)
    try:
        assert {line: shell.after_tab(line) for line in COMPLETED} == COMPLETED
    finally:
        shell.close()


def test_fish_lists_words_and_files(folder: Path, commands: Path) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("fish is not installed")
    lines = "\n".join(f"complete --do-complete {line!r}; echo ===" for line in LISTED_BY_FISH)
    ran = subprocess.run(
        [fish, "--no-config", "-c", f"dslint completion fish | source\n{lines}"],
        env={"PATH": f"{commands}:{os.environ['PATH']}", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr == ""
    listed = [part.splitlines() for part in ran.stdout.split("===\n")[:-1]]
    assert dict(zip(LISTED_BY_FISH, listed, strict=True)) == LISTED_BY_FISH


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_files_are_completed_where_dslint_cannot_run(
    name: str, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    broken = tmp_path_factory.mktemp("commands")
    (broken / "script").write_text(script(name))
    (broken / "dslint").write_text('#!/bin/sh\n[ "$1" = completion ] && exec cat "$(dirname "$0")/script"\nexit 1\n')
    (broken / "dslint").chmod(0o755)
    shell = Shell(name, folder, broken)
    try:
        assert shell.after_tab("dslint lint rep") == "dslint lint report.json "
    finally:
        shell.close()


@pytest.mark.parametrize("shell", SHELLS)
def test_clicks_variable_prints_the_same_script(shell: str) -> None:
    register()
    found = get_completion_class(shell)
    assert found is not None
    assert found(command, {}, "dslint", "_DSLINT_COMPLETE").source() == script(shell)


@pytest.mark.parametrize("name", ["$(touch hit)", "a b", "`id`", "a;b", "x\ty", "\x1b[31mred", "*", ""])
def test_a_name_that_a_shell_would_execute_is_not_offered(name: str) -> None:
    register()
    shell = get_completion_class("bash")
    assert shell is not None
    answer = shell(command, {}, "dslint", "_DSLINT_COMPLETE").answer  # type: ignore[attr-defined]
    place = place_at("plan --explain ")
    assert answer(CompletionItem(name), place) == ""
    assert answer(CompletionItem("w-1", help="a\tb\x1b[31m"), place).count("\t") == 2


def test_the_answer_is_the_exit_code_of_the_command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_DSLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_LINE", "dslint completion f")
    assert command.main([], prog_name="dslint", standalone_mode=False) == 0
    assert capfd.readouterr().out == "plain\tfish\t\n"
    monkeypatch.setenv("COMP_LINE", "dslint nosuch ")
    assert command.main([], prog_name="dslint", standalone_mode=False) == 0
    assert capfd.readouterr().out == "\n"
    assert isinstance(command, click.Group)
