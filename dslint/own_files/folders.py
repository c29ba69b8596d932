"""Folders that one of dslint's own files names: whether they belong to its project, and the files in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dslint.limits import RULE_FOLDER_ENTRIES
from dslint.own_files.errors import UnreadableFileError
from dslint.source.file_search import absolute

_REPOSITORY = ".git"


def project_of(file: Path) -> Path:
    """The top folder of the repository that contains a file, else the file's folder."""
    folder = absolute(file).parent
    return next((above for above in (folder, *folder.parents) if (above / _REPOSITORY).exists()), folder)


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path, with links resolved, is in the folder. Raises OSError, RuntimeError, ValueError."""
    return path.resolve().is_relative_to(folder.resolve())


def files_below(folder: Path, suffixes: Iterable[str]) -> list[Path]:
    """The files with one of the suffixes, sorted by path. Hidden files are left out, links to folders are not followed.

    Raises UnreadableFileError for a folder that cannot be read or contains too many files.
    """
    wanted = tuple(suffixes)
    found: list[Path] = []
    for above, names in _walk(folder):
        found += [above / name for name in names if name.endswith(wanted)]
    for file in found:
        _check_link(file, folder)
    return sorted(found)


def _check_link(file: Path, folder: Path) -> None:
    try:
        leads_out = file.is_symlink() and not is_within(file, folder)
    except (OSError, RuntimeError):  # a loop of links
        leads_out = True
    if leads_out:
        raise UnreadableFileError(f"is a link to a file outside {folder}; copy the file", file=str(file))


def _walk(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    seen = 0
    for above, folders, names in os.walk(folder, onerror=_raising(folder)):
        seen += len(folders) + len(names)
        if seen > RULE_FOLDER_ENTRIES:
            message = (
                f"contains more than {RULE_FOLDER_ENTRIES} files and folders; name the folder that contains the rules"
            )
            raise UnreadableFileError(message, file=str(folder))
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(above), [name for name in names if not name.startswith(".")]


def _raising(folder: Path) -> Callable[[OSError], None]:
    def raise_error(error: OSError) -> None:
        name = str(error.filename or folder)
        message = {FileNotFoundError: "no such folder", NotADirectoryError: "is not a folder"}.get(type(error))
        raise UnreadableFileError(message or f"cannot be read: {error.strerror}", file=name) from error

    return raise_error
