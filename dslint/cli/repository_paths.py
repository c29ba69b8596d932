"""The names of files as services know them: relative to the top of the repository, or to --relative-to."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePath

from dslint.cli.exit_codes import UsageFailure
from dslint.cli.parameters import STANDARD_INPUT

_REPOSITORY = ".git"
_NO_FILES = ("git:", "<")
"""How the names begin of what is in no file: texts at a commit, and standard input."""


def renaming(folder: str | None) -> Callable[[str], str]:
    """What gives a file of the current folder its name below `folder`; if None, below the top of the repository.

    Files outside it keep their names. Raises UsageFailure if there is no such folder.
    """
    if folder is not None and not Path(folder).is_dir():
        raise UsageFailure(f"--relative-to {folder}: no such folder")
    here = Path.cwd()
    base = (here / folder).resolve() if folder is not None else _top(here)

    @cache
    def renamed(name: str) -> str:
        if name == STANDARD_INPUT or name.startswith(_NO_FILES):
            return name
        given = here / name
        for path in (os.path.normpath(given), str(given.parent.resolve() / given.name)):
            if Path(path).is_relative_to(base):
                return PurePath(path).relative_to(base).as_posix()
        return name

    return renamed


def _top(folder: Path) -> Path:
    """The top of the repository of a folder: where its `.git` is; outside of repositories the folder itself."""
    return next((above for above in (folder, *folder.parents) if (above / _REPOSITORY).exists()), folder)
