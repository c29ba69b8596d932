"""A copy of the checkout, in which a tool may change files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tools.requirements import TOP


def copied_checkout(folder: Path) -> Path:
    """Copy what git tracks, as it is now, into an empty folder; returns the folder."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout  # noqa: S603
    for name in filter(None, listed.split("\0")):
        if (TOP / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TOP / name, folder / name)
    return folder
