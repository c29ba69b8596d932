"""Keeps the results of earlier runs within their size: those that were not used for the longest time make way.

Each folder of entries is looked at by itself, now and then, by the run that has just written to it. What another run
removes or writes meanwhile does not matter: an entry that is gone is worked out again.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator

_KEPT_SECONDS = 30 * 24 * 3600.0
"""How long an entry is kept that nobody uses, such as one of another version of dslint, in seconds."""

_BLOCK = 4096
"""The room that even a small file takes, in bytes."""


def remove_oldest(folder: str, most: int) -> None:
    """Remove the files that nobody uses, and the oldest ones beyond so many bytes. Raises OSError for the folder."""
    kept, oldest = 0, time.time() - _KEPT_SECONDS
    for used, size, path in sorted(_files(folder), reverse=True):
        kept += size
        if kept > most or used < oldest:
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108


def _files(folder: str) -> Iterator[tuple[float, int, str]]:
    """When each file was used last, the room that it takes, and its path."""
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_file(follow_symlinks=False):
                    state = entry.stat(follow_symlinks=False)
                    yield state.st_mtime, -(-state.st_size // _BLOCK) * _BLOCK, entry.path
