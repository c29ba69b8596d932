"""A copy of the project as a fresh git repository: what is committed or about to be, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

TOP = Path(__file__).parents[2]
WRITTEN = {"__pycache__", ".hypothesis", ".pytest_cache", ".cache", "build", "dist", "node_modules"}
"""Folders that .gitignore names."""


def git(folder: Path, *words: str) -> str:
    """Run git with an identity of its own; returns what it prints. Raises CalledProcessError."""
    identity = ("-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def project_files() -> list[str]:
    """The project's files, relative: those that git tracks, and new ones that it does not ignore.

    An unpacked source distribution has no repository, and no other files but those that the tests write.
    """
    if not (TOP / ".git").exists():
        files = (file.relative_to(TOP) for file in TOP.rglob("*") if file.is_file())
        return [str(file) for file in files if file.name != "PKG-INFO" and not WRITTEN.intersection(file.parts)]
    listed = git(TOP, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    return [name for name in listed if name and (TOP / name).is_file()]


def copy_project(target: Path) -> Path:
    """The files copied to the folder and committed there."""
    copy_files(target)
    new_repository(target)
    return target


def copy_files(target: Path) -> Path:
    """The files copied to the folder, without a repository."""
    for name in project_files():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(TOP / name, place)
    return target


def decided() -> dict[str, str]:
    """The environment variables in which pip installs the versions of constraints.txt, also to build a package."""
    # As an address: pip parts file names at blanks.
    file = (TOP / "constraints.txt").as_uri()
    return {**os.environ, "PIP_CONSTRAINT": file, "PIP_BUILD_CONSTRAINT": file}


def new_repository(folder: Path) -> None:
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=start")
