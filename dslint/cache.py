"""What was found out of a content, kept for the next run in the user's cache folder.

An entry is one small JSON file, named by all that it hangs on: the content, what was asked, dslint's code, rules and
schemas. It is written whole or not at all, and one that cannot be read is as good as none: several runs may share
the folder, and anybody may empty it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import get_ident
from typing import Any

from dslint import __version__
from dslint.data import rules_folder, schemas_folder

_KEPT_SECONDS = 30 * 24 * 3600
"""How long entries of another dslint are kept."""


class Cache:
    """Values by the texts that they hang on. Nothing is raised where the folder cannot be read or written."""

    __slots__ = ("_base", "_folder", "_usable")

    def __init__(self, folder: Path, *asked: str) -> None:
        """`asked` is what all entries of this run hang on beside their content."""
        mark = _fingerprint_if_any()
        self._folder = folder / mark
        self._base = _digest((mark, *asked))
        self._usable = bool(mark) and _made(self._folder)

    def get(self, *texts: str) -> Any | None:
        """What was put for these texts; None without."""
        if not self._usable:
            return None
        try:
            return json.loads(self._file(texts).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def put(self, value: Any, *texts: str) -> None:
        """Keep a value that JSON can say."""
        if not self._usable:
            return
        file = self._file(texts)
        draft = file.with_name(f"{file.name}.{os.getpid()}.{get_ident()}")
        with contextlib.suppress(OSError):
            file.parent.mkdir(exist_ok=True)
            draft.write_text(json.dumps(value), encoding="utf-8")
            draft.replace(file)

    def _file(self, texts: Iterable[str]) -> Path:
        name = _digest((self._base, *texts))
        return self._folder / name[:2] / name[2:]


def user_folder() -> Path | None:
    """Where programs of this user keep what can be made again; None for a user without a home."""
    told = os.environ.get("XDG_CACHE_HOME")
    if told:
        return Path(told) / "dslint"
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "dslint" / "cache"
    try:
        return Path.home() / ".cache" / "dslint"
    except RuntimeError:
        return None


def fingerprint() -> str:
    """Tells one dslint from another, also while it is being worked on: its version, and when which file was changed."""
    states = sorted(
        state for folder in (Path(__file__).parent, rules_folder(), schemas_folder()) for state in _states(folder)
    )
    return _digest((__version__, sys.version, *states))[:16]


def _fingerprint_if_any() -> str:
    """Empty where dslint's own files cannot be looked at, such as in a zip."""
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


def _made(folder: Path) -> bool:
    """Another run may make it at the same time; a home that may not be entered has none."""
    try:
        if folder.is_dir():
            return True
        folder.mkdir(parents=True, exist_ok=True)
        _remove_old(folder.parent)
    except OSError:
        return False
    return True


def _remove_old(folder: Path) -> None:
    """Forget what another dslint kept, once it has not been used for long."""
    import shutil

    oldest = time.time() - _KEPT_SECONDS
    for other in folder.iterdir():
        with contextlib.suppress(OSError):
            if other.stat().st_mtime < oldest:
                shutil.rmtree(other, ignore_errors=True)


def _digest(texts: Iterable[str]) -> str:
    """Of the texts and of where one ends and the next begins."""
    digest = hashlib.blake2b(digest_size=20)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
