"""One document in lint and one update in plan pass through few enough files to follow them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
MOST_FILES = {"lint": 199, "plan": 236}
"""Upper bounds, to be lowered when a walk gets shorter."""


@pytest.mark.parametrize("walk", MOST_FILES)
def test_a_walk_passes_through_few_files(walk: str) -> None:
    total, *files = counted(walk)
    assert total.startswith(f"{walk}: {len(files)} files, ")
    assert 50 < len(files) <= MOST_FILES[walk], "\n".join(files)
    assert any(line.endswith(" dslint/engine.py") for line in files)


def counted(walk: str) -> list[str]:
    """What the tool prints, in a process of its own, where nothing is imported or cached yet."""
    words = [sys.executable, "-m", "tools.count_files", "--files", walk]
    return subprocess.run(words, cwd=TOP, check=True, capture_output=True, text=True).stdout.splitlines()
