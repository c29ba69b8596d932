"""A new user gets from the README to a first plan, in a container too: no HOME, no settings, nothing to write to.

`.ci/run` runs the first of these commands, `make plan`, in a clean checkout without HOME.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import TOP, blocks

SET_UP, LINT, *_ = [block.text.splitlines() for block in blocks(TOP / "README.md") if block.language == "sh"]
COMMAND = ".venv/bin/dslint"


def recipe(target: str) -> str:
    """The command of a target of the Makefile."""
    found = re.search(rf"(?m)^{target}: .*\n\t(.*)$", (TOP / "Makefile").read_text(encoding="utf-8"))
    assert found, target
    return found[1].replace("$(BIN)", ".venv/bin")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the examples, in which nobody but root may write."""
    shutil.copytree(TOP / "examples", tmp_path / "examples")
    for path in [*tmp_path.rglob("*"), tmp_path]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return tmp_path


def test_two_commands_do_all_the_set_up() -> None:
    assert [shlex.split(line, comments=True) for line in SET_UP] == [["make", "plan"], ["make", "test"]]


@pytest.mark.parametrize(("line", "code"), [(recipe("plan"), 0), (LINT[0], 1)], ids=["make plan", "lint"])
def test_the_first_commands_work_without_a_home_and_write_nothing(line: str, code: int, checkout: Path) -> None:
    program, *words = shlex.split(line, comments=True)
    assert program == COMMAND
    files = sorted(checkout.rglob("*"))
    # The package is that of this checkout; all else of the surroundings is gone.
    done = subprocess.run(
        [sys.executable, "-m", "dslint", *words],
        cwd=checkout,
        env={"PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (code, "")
    assert re.search(r"^SAFE: |\d errors in 1 object of 1 file", done.stdout, flags=re.MULTILINE)
    assert sorted(checkout.rglob("*")) == files
