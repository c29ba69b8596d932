"""One document in lint and one update in plan pass through few enough files to follow them."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
MOST_FILES = {"lint": 107, "plan": 160}
"""Upper bounds, to be lowered when a walk gets shorter."""

ENTRANCES = {"lint": "engine.py", "plan": "planner.py"}
"""Where the Python API is entered."""


@pytest.mark.parametrize("walk", MOST_FILES)
def test_a_walk_passes_through_few_files(walk: str) -> None:
    total, *files = counted(walk)
    assert total.startswith(f"{walk}: {len(files)} files, ")
    assert 50 < len(files) <= MOST_FILES[walk], "\n".join(files)
    assert any(line.endswith(f" dslint/{ENTRANCES[walk]}") for line in files)


@pytest.mark.parametrize("walk", MOST_FILES)
def test_the_walk_in_contributing_names_files_that_are_passed_through(walk: str) -> None:
    page = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, table = page.partition(f"in `dslint {walk} ")
    named = re.findall(r"(?m)^\| `(dslint/\S+\.py)` \|", table.partition("\n\n| file")[2].partition("\n\n")[0])
    assert 10 < len(named) < 20, "short enough to read"
    passed = {line.split()[-1] for line in counted(walk)}
    assert [name for name in named if name not in passed] == []


@cache
def counted(walk: str) -> list[str]:
    """What the tool prints, in a process of its own, where nothing is imported or cached yet."""
    words = [sys.executable, "-m", "tools.count_files", "--files", walk]
    return subprocess.run(words, cwd=TOP, check=True, capture_output=True, text=True).stdout.splitlines()
