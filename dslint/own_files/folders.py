"""Folders that a file of dslint's own names: whether they belong to its project, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dslint.own_files.errors import UnreadableFileError
from dslint.source.file_search import absolute

MOST_ENTRIES = 10_000
"""Files and folders that are looked at below one folder."""

_REPOSITORY = ".git"


def project_of(file: Path) -> Path:
    """The top of the repository that a file is in, else the file's own folder."""
    folder = absolute(file).parent
    return next((above for above in (folder, *folder.parents) if (above / _REPOSITORY).exists()), folder)


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path, its links followed, is the folder or below it. Raises OSError, RuntimeError, ValueError."""
    return path.resolve().is_relative_to(folder.resolve())


def files_below(folder: Path, suffixes: Iterable[str]) -> list[Path]:
    """The files with one of the suffixes, in order of their paths; what is hidden is left out, links are not followed.

    Raises UnreadableFileError for a folder that cannot be read, and where there is too much to look at.
    """
    wanted = tuple(suffixes)
    found: list[Path] = []
    for above, names in _walk(folder):
        found += [above / name for name in names if name.endswith(wanted)]
    for file in found:
        _refuse_link_out(file, folder)
    return sorted(found)


def _refuse_link_out(file: Path, folder: Path) -> None:
    try:
        leads_out = file.is_symlink() and not is_within(file, folder)
    except (OSError, RuntimeError):  # links in a circle
        leads_out = True
    if leads_out:
        raise UnreadableFileError(f"is a link that leads out of {folder}; copy the file", file=str(file))


def _walk(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    seen = 0
    for above, folders, names in os.walk(folder, onerror=_refusing(folder)):
        seen += len(folders) + len(names)
        if seen > MOST_ENTRIES:
            message = f"holds more than {MOST_ENTRIES} files and folders; name the folder with the rules itself"
            raise UnreadableFileError(message, file=str(folder))
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(above), [name for name in names if not name.startswith(".")]


def _refusing(folder: Path) -> Callable[[OSError], None]:
    def refuse(error: OSError) -> None:
        name = str(error.filename or folder)
        said = {FileNotFoundError: "no such folder", NotADirectoryError: "is not a folder"}.get(type(error))
        raise UnreadableFileError(said or f"cannot be read: {error.strerror}", file=name) from error

    return refuse
