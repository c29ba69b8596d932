"""README.md and docs/ show commands and what they print; here they are run, and must print just that."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.house.checkout import TOP

PAGES = (TOP / "README.md", *sorted((TOP / "docs").glob("*.md")))
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
ELLIPSIS = "…"


class Shown(NamedTuple):
    """A command of a page, and the lines that the page shows below it."""

    page: str
    command: str
    lines: list[str]


def shown() -> Iterator[Shown]:
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *lines = part.rstrip("\n").split("\n")
                yield Shown(page.name, command, lines)


def printed(command: str) -> list[str]:
    program, *words = shlex.split(command)
    assert program == "dslint", f"only dslint is run, not {program}"
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    environment.pop("GITHUB_ACTIONS", None)
    done = subprocess.run(
        [sys.executable, "-m", "dslint", *words], cwd=TOP, env=environment, check=False, capture_output=True, text=True
    )
    return (done.stdout + done.stderr).rstrip("\n").split("\n")


@pytest.mark.parametrize("example", list(shown()), ids=lambda example: f"{example.page}: {example.command}")
def test_a_page_shows_what_the_command_prints(example: Shown) -> None:
    """A line of `…` stands for any number of lines."""
    pattern = "\n".join(
        "(?:.*\n)*?.*" if line.strip() == ELLIPSIS else re.escape(line.rstrip()) for line in example.lines
    )
    real = "\n".join(line.rstrip() for line in printed(example.command))
    assert re.fullmatch(pattern, real), f"it prints:\n{real}"


def test_the_readme_shows_commands() -> None:
    assert any(example.page == "README.md" for example in shown())
