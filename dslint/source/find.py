"""Which files a path stands for: itself, or the manifests in a folder that git would keep."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = (".yaml", ".yml", ".json")
_IGNORE_FILE = ".gitignore"
_REPOSITORY = ".git"


def find_files(path: Path, *, respect_gitignore: bool = True) -> Iterator[Path]:
    """A file as it is, whatever its name; of a folder, in order of names, all that hold manifests by their suffix.

    Hidden files and folders and, unless told otherwise, what `.gitignore` files name up to the top of the repository
    are left out.
    Raises FileNotFoundError.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    if path.is_dir() and not respect_gitignore:
        yield from _walk(path, None)
    elif path.is_dir():
        above = list(_ignored_from_above(path))
        # Who names a folder wants it looked into, even one that git leaves out.
        yield from _walk(path, [] if _is_ignored(path, above, is_folder=True) else above)
    else:
        yield path


def _walk(folder: Path, ignored: list[tuple[Path, GitIgnoreSpec]] | None) -> Iterator[Path]:
    """Without a list of what is ignored nothing is."""
    if ignored is not None:
        ignored = [*ignored, *_ignored_here(folder)]
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or _is_ignored(path, ignored or [], is_folder=is_folder):
            continue
        if is_folder:
            yield from _walk(path, ignored)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _ignored_from_above(folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    """What the folders above say, outermost first; nothing where the folder is in no repository."""
    chain = [folder.absolute(), *folder.absolute().parents]
    top = next((index for index, parent in enumerate(chain) if (parent / _REPOSITORY).exists()), None)
    if top is None:
        return
    for parent in reversed(chain[1 : top + 1]):
        yield from _ignored_here(parent)


def _ignored_here(folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    file = folder / _IGNORE_FILE
    if not file.is_file():
        return
    from pathspec import GitIgnoreSpec

    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    yield folder.absolute(), GitIgnoreSpec.from_lines(lines)


def _is_ignored(path: Path, ignored: list[tuple[Path, GitIgnoreSpec]], *, is_folder: bool) -> bool:
    """What the innermost file that says anything about it says."""
    absolute = path.absolute()
    for folder, spec in reversed(ignored):
        name = absolute.relative_to(folder).as_posix() + ("/" if is_folder else "")
        verdict = spec.check_file(name).include
        if verdict is not None:
            return verdict
    return False
