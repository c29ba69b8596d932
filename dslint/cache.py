"""Results of earlier runs, in the user's cache folder.

An entry is one small file. Its name is a digest of everything that the result depends on: the content, the options,
dslint's code, rules and schemas, and the libraries that read and decide. Its first line holds a checksum over the name,
the size of the content and what follows. An entry is written whole or not at all. One that is damaged, truncated,
someone else's or not a regular file is ignored: several runs may share the folder, and anybody may empty it. Those
that were not used for the longest time make way, as `cache_size.py` says.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from _blake2 import blake2b  # that of hashlib would load OpenSSL
from collections.abc import Iterable, Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, NamedTuple

from dslint.data import rules_folder, schemas_folder
from dslint.limits import CACHE_BYTES
from dslint.printed_reports import read_regular
from dslint.version import __version__

_RESULTS = "results"
"""The folder within that of the cache: other versions of dslint have their entries there, too."""

_DAY = 24 * 3600.0
"""How exactly it is known when an entry was used last, in seconds: not each use writes to the disk."""

_SHARE_BYTES = CACHE_BYTES // 256
"""The bytes of each folder of entries, which have the first two digits of their names."""

_BYTES_BETWEEN = _SHARE_BYTES // 8
"""How much is written to such a folder, on average, before somebody looks how large it has become."""

_DIGITS = 16
"""Of what distinguishes versions of dslint."""

_LIBRARIES = ("yaml", "jsonschema_rs")
"""Packages whose version affects the findings."""


class _Name(NamedTuple):
    """The digest of what an entry depends on, and the size of that in bytes."""

    digest: str
    size: int


class Cache:
    """Values by the texts that they depend on. Raises nothing if the folder cannot be read or written."""

    __slots__ = ("_base", "_folder", "_usable", "_yesterday")

    def __init__(self, folder: Path, *asked: str) -> None:
        """`asked` is what all entries of this run depend on besides their content."""
        mark = _fingerprint_if_any()
        self._folder = str(folder / _RESULTS)
        self._base = _digest((mark, *asked)).digest
        self._usable = bool(mark) and _made(folder / _RESULTS)
        self._yesterday = time.time() - _DAY

    def get(self, *texts: str) -> Any | None:
        """The value that was put for these texts; None if there is none."""
        if not self._usable:
            return None
        name = _digest((self._base, *texts))
        file = self._file(name)
        try:
            value = _value(read_regular(file), name)
        except (OSError, ValueError, RecursionError):
            return None
        with contextlib.suppress(OSError):
            if Path(file).stat().st_mtime < self._yesterday:
                os.utime(file)
        return value

    def put(self, value: Any, *texts: str) -> None:
        """Keep a value that JSON can hold, and replace what was kept for these texts. Very large ones are not."""
        if not self._usable:
            return
        name = _digest((self._base, *texts))
        file = self._file(name)
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        content = _head(name, body) + b"\n" + body
        if len(content) > _SHARE_BYTES // 2:
            return
        with contextlib.suppress(OSError):
            Path(file).parent.mkdir(mode=0o700, exist_ok=True)
            replace_file(file, content)
            if _is_due(name, len(content)):
                from dslint.cache_size import remove_oldest

                remove_oldest(os.path.dirname(file), _SHARE_BYTES - _BYTES_BETWEEN)  # noqa: PTH120

    def _file(self, name: _Name) -> str:
        return f"{self._folder}/{name.digest[:2]}/{name.digest[2:]}"


class Memory:
    """As Cache, for this process: nothing is written."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[tuple[str, ...], Any] = {}

    def get(self, *texts: str) -> Any | None:
        return self._values.get(texts)

    def put(self, value: Any, *texts: str) -> None:
        self._values[texts] = value


def user_folder() -> Path | None:
    """The cache folder of this user, also from XDG_CACHE_HOME or LOCALAPPDATA; None for a user without a home."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if base.is_absolute():
        return base / "dslint"
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "dslint" / "cache"
    try:
        return Path.home() / ".cache" / "dslint"
    except RuntimeError:
        return None


def fingerprint() -> str:
    """Distinguishes versions of dslint, also while it is being developed.

    A digest of dslint's version, Python's, and the change times of dslint's files and of the libraries.
    """
    folders = (Path(__file__).parent, rules_folder(), schemas_folder())
    states = sorted(state for folder in folders for state in _states(folder))
    return _digest((__version__, sys.version, *states, *_libraries())).digest[:_DIGITS]


def _fingerprint_if_any() -> str:
    """Empty if dslint's own files cannot be read, such as in a zip file."""
    try:
        return fingerprint()
    except OSError:
        return ""


def _states(folder: Path) -> Iterator[str]:
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    state = entry.stat()
                    yield f"{entry.path} {state.st_mtime_ns} {state.st_size}"


def _libraries() -> Iterator[str]:
    """Each library's path and when it was installed; importing them for their version would take too long."""
    for name in _LIBRARIES:
        found = PathFinder.find_spec(name)
        origin = found.origin if found else None
        if origin is not None:
            state, folder = Path(origin).stat(), Path(origin).parent.stat()
            yield f"{origin} {state.st_mtime_ns} {state.st_size} {folder.st_mtime_ns}"


def _is_due(name: _Name, size: int) -> bool:
    """Whether to look how large the folder of an entry has become: by chance, the more likely the larger the entry."""
    return int(name.digest[-8:], 16) % _BYTES_BETWEEN < max(size, 4096)


def _made(folder: Path) -> bool:
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            _remove_old(folder.parent)
    except OSError:
        return False
    return True


def _remove_old(folder: Path) -> None:
    """Remove the folders in which versions before this one had their entries, one for each version."""
    import shutil

    for other in folder.iterdir():
        if len(other.name) == _DIGITS and other.name.strip("0123456789abcdef") == "":
            shutil.rmtree(other, ignore_errors=True)


def _value(content: bytes, name: _Name) -> Any:
    """The value of an entry. Raises ValueError if it is not what was written under this name."""
    head, _, body = content.partition(b"\n")
    if head != _head(name, body):
        raise ValueError(name.digest)
    return json.loads(body.decode("utf-8", "surrogatepass"))


def _head(name: _Name, body: bytes) -> bytes:
    sizes = b"%d %d" % (name.size, len(body))
    checksum = blake2b(body, digest_size=20, key=name.digest.encode(), salt=b"dslint")
    checksum.update(sizes)
    return b"%s %s" % (checksum.hexdigest().encode(), sizes)


def replace_file(file: str, content: bytes) -> None:
    """Write a file of the cache completely or not at all. Raises OSError."""
    from dslint.written_file import replace

    try:
        replace(file, content, mode=0o600)
    except OSError:
        if not Path(file).is_dir():
            raise
        import shutil

        shutil.rmtree(file)
        replace(file, content, mode=0o600)


def _digest(texts: Iterable[str]) -> _Name:
    """A digest of the texts and of their boundaries."""
    digest, size = blake2b(digest_size=20), 0
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        size += len(data)
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return _Name(digest.hexdigest(), size)
