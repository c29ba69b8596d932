"""The files of a path: itself, or the manifests in a folder that git would keep."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dslint.limits import IGNORE_FILE_BYTES

if TYPE_CHECKING:
    from dslint.source.ignore_patterns import IgnorePatterns, Ignoring

SUFFIXES = (".yaml", ".yml", ".json")
IGNORE_FILE = ".gitignore"
_REPOSITORY = ".git"

OUTSIDE = "is a symbolic link that leads out of {tree}; not followed: give its own path to read it"
NOWHERE = "is a broken symbolic link"
NO_FILE = "is not a regular file; not read"
LINKED_IGNORE_FILE = "is a symbolic link, which git does not follow; its patterns are ignored"


class NotRead(NamedTuple):
    """What was met in a folder and is not read, and why. `failed` where it should have been and could not be."""

    path: Path
    message: str
    failed: bool = False


Found = Path | NotRead


def find_files(path: Path, *, respect_gitignore: bool = True) -> Iterator[Found]:
    """A file as it is, whatever its name; of a folder, in order of names, all that hold manifests by their suffix.

    Hidden files and folders and, by default, what git ignores by `.gitignore` files up to the top of the repository
    and by its own `info/exclude` are left out, unless git tracks it. A user's `core.excludesFile` is not read: the same
    repository would give another report on another machine. Symbolic links are followed where the path itself is one,
    and to files within the folder.
    Raises FileNotFoundError, and OSError for a path that cannot be looked at.
    """
    if not _exists(path):
        raise FileNotFoundError(path)
    if not path.is_dir():
        yield path
        return
    from dslint.source.ignore_patterns import Ignoring

    walk = _Walk(path, os.path.realpath(path), respect_gitignore)
    ignoring = Ignoring(b"", ())
    if respect_gitignore:
        ignoring, failures = _from_above(path)
        yield from failures
    yield from walk.of(ignoring)


def is_folder(path: Path) -> bool:
    """False too for what cannot be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def lies_in(folder: str, path: str) -> bool:
    """Whether a path is a folder's or leads into it; both as os.path.realpath gives them."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def absolute(path: Path) -> Path:
    """The path from the root on; the path itself where the current folder is gone."""
    try:
        return path.absolute()
    except OSError:
        return path


def is_there(path: Path) -> bool:
    """False too for what cannot be looked at."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    return True


class _Walk(NamedTuple):
    """Through one tree: the path that was given, and where that really is."""

    tree: Path
    real: str
    respects_gitignore: bool

    def of(self, ignoring: Ignoring) -> Iterator[Found]:
        # Without recursion: folders may lie deeper in each other than Python calls.
        waiting = [self._folder(str(self.tree), ignoring)]
        while waiting:
            found = next(waiting[-1], None)
            if found is None:
                waiting.pop()
            elif isinstance(found, tuple) and not isinstance(found, NotRead):
                waiting.append(self._folder(*found))
            else:
                yield found

    def _folder(self, folder: str, ignoring: Ignoring) -> Iterator[Found | tuple[str, Ignoring]]:
        """What is found in a folder itself, and the folders in it."""
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield NotRead(Path(folder), f"cannot be read: {error.strerror}", failed=True)
            return
        if self.respects_gitignore and any(entry.name == IGNORE_FILE for entry in entries):
            patterns = _read_patterns(Path(folder, IGNORE_FILE))
            if isinstance(patterns, NotRead):
                yield patterns
            elif patterns is not None:
                ignoring = ignoring.also(patterns)
        for entry in entries:
            inner = entry.is_dir(follow_symlinks=False)
            if entry.name.startswith("."):
                continue
            ignored = ignoring.ignores(entry.name, is_folder=inner)
            if ignored and not ignoring.tracks(entry.name, is_folder=inner):
                continue
            if inner:
                yield entry.path, ignoring.within(entry.name)._replace(all_of_it=ignored)
            else:
                yield from self._file(entry)

    def _file(self, entry: os.DirEntry[str]) -> Iterator[Found]:
        """A file with a manifest's name, unless it is none or lies elsewhere."""
        named = entry.name.lower().endswith(SUFFIXES)
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if (named or _kind(target) == stat.S_IFDIR) and not lies_in(self.real, target):
                yield NotRead(Path(entry.path), OUTSIDE.format(tree=self.tree))
            elif named and _kind(target) is None:
                yield NotRead(Path(entry.path), NOWHERE)
            elif named and _kind(target) == stat.S_IFREG:
                yield Path(entry.path)
        elif named:
            yield Path(entry.path) if entry.is_file() else NotRead(Path(entry.path), NO_FILE)


def _kind(path: str) -> int | None:
    """What a path leads to; None for nothing that can be looked at."""
    try:
        return stat.S_IFMT(os.stat(path).st_mode)  # noqa: PTH116 - a text that came from the system
    except OSError:
        return None


def _from_above(folder: Path) -> tuple[Ignoring, list[NotRead]]:
    """What holds in a folder by the files above it; nothing where it is in no repository.

    Who names a folder wants it looked into, even one that git leaves out.
    """
    from dslint.source.ignore_patterns import Ignoring

    here = Path(os.path.abspath(folder))  # noqa: PTH100 - without `..`, and links as they are called
    chain = [here, *here.parents]
    top = next((index for index, parent in enumerate(chain) if is_there(parent / _REPOSITORY)), None)
    ignoring, failures = (Ignoring(b"", ()), []) if top is None else _of_repository(chain[top] / _REPOSITORY)
    ignored = False
    for parent, child in zip(chain[top:0:-1], chain[top - 1 :: -1], strict=True) if top else ():
        patterns = _read_patterns(parent / IGNORE_FILE)
        if isinstance(patterns, NotRead):
            failures.append(patterns)
        elif patterns is not None:
            ignoring = ignoring.also(patterns)
        ignored = ignored or ignoring.ignores(child.name, is_folder=True)
        ignoring = ignoring.within(child.name)
    return (ignoring._replace(patterns=()) if ignored else ignoring), failures


def _of_repository(place: Path) -> tuple[Ignoring, list[NotRead]]:
    """What holds in a whole repository; `place` is its `.git`."""
    from dslint.source.git.tracked_files import GitFolders
    from dslint.source.ignore_patterns import Ignoring, Tracked

    ignoring = Ignoring(b"", (), Tracked(place, SUFFIXES))
    patterns = _read_patterns(GitFolders.of(place).common / "info" / "exclude")
    if isinstance(patterns, NotRead):
        return ignoring, [patterns]
    return (ignoring if patterns is None else ignoring.also(patterns)), []


def _read_patterns(file: Path) -> IgnorePatterns | NotRead | None:
    """None if there is no such file."""
    try:
        state = file.lstat()
        if stat.S_ISLNK(state.st_mode):
            return NotRead(file, LINKED_IGNORE_FILE)
        if not stat.S_ISREG(state.st_mode):
            return None
        if state.st_size > IGNORE_FILE_BYTES:
            return NotRead(file, "is larger than 10 MB, the limit for ignore files", failed=True)
        from dslint.source.ignore_patterns import IgnorePatterns

        return IgnorePatterns.of_file(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return NotRead(file, f"cannot be read: {error.strerror}", failed=True)
