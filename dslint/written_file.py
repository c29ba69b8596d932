"""Files with a new content: written whole or not at all, with their mode, and behind the links that lead to them.

The content goes to a draft beside the file, which then takes the file's place. Where the system can do that, the draft
has no name until it is complete, so that a run that is killed leaves none. A draft that has a name is locked as long as
its run lives, and the next run that writes in that folder removes those that nobody holds.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that is open can be neither moved nor removed
    _LOCKS = False
else:
    _LOCKS = True

_ANY_WRITE = 0o222
_DRAFT = ".dslint.draft-"
_IS_DRAFT = re.compile(rf"{re.escape(_DRAFT)}[0-9a-f]{{16}}")
_ABANDONED_SECONDS = 3600
"""How old a draft must be to be removed where there are no locks."""

_WRITING = os.O_WRONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_LOOKING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_UNNAMED = getattr(os, "O_TMPFILE", 0)
_DESCRIPTORS = "/proc/self/fd"

_CANNOT = frozenset(
    (errno.EISDIR, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.ENOENT, errno.EXDEV, errno.EPERM, errno.EACCES)
)
"""Errors of systems, file systems and sandboxes that know no drafts without a name, or cannot give them one."""

_swept: set[str] = set()
"""The folders in which this process has removed drafts."""


def why_not_writable(file: Path) -> str:
    """Why a file cannot be replaced; "" if it can."""
    target = file.resolve()
    try:
        mode = target.stat().st_mode
    except OSError as error:
        return str(error.strerror)
    if not target.is_file():
        return "it is not a regular file"
    if not mode & _ANY_WRITE or not _may_write(target):
        return "it is read-only"
    return "" if _may_write(target.parent) else "its folder is read-only"


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def write(file: Path, data: bytes) -> None:
    """Put the data in the place of what the file holds, or make it. Raises OSError; the file is then as it was."""
    target = file.resolve()
    replace(str(target), data, like=target.stat() if target.exists() else None)


def replace(target: str, data: bytes, mode: int = 0o666, like: os.stat_result | None = None) -> None:
    """Put a draft in the place of what has this name, be it a link. Raises OSError; what was there is then as it was.

    The file gets the mode and owner of `like`, otherwise `mode` less the umask.
    """
    folder = os.path.dirname(target) or "."  # noqa: PTH120 - the cache writes many small files
    _sweep(folder)
    draft = f"{folder}{os.sep}{_DRAFT}{os.urandom(8).hex()}"
    try:
        descriptor = _unnamed(draft, data, mode, like)
        if descriptor is None:
            descriptor = _named(draft, data, mode, like)
        try:
            os.replace(draft, target)  # noqa: PTH105
        finally:
            if _LOCKS:
                os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)  # noqa: PTH108
        raise


def _unnamed(draft: str, data: bytes, mode: int, like: os.stat_result | None) -> int | None:
    """The descriptor of a draft that gets its name when it is complete; None where that cannot be done."""
    if not _UNNAMED or not _LOCKS:
        return None
    descriptor = folder = -1
    try:
        folder = os.open(os.path.dirname(draft), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)  # noqa: PTH120
        descriptor = os.open(os.path.dirname(draft), _WRITING | _UNNAMED, mode)  # noqa: PTH120
        _fill(descriptor, data, like)
        # Only with the descriptor of a folder does Python ask the system to follow the link in /proc.
        os.link(f"{_DESCRIPTORS}/{descriptor}", os.path.basename(draft), dst_dir_fd=folder)  # noqa: PTH119
    except BaseException as error:
        if descriptor != -1:
            os.close(descriptor)
        if isinstance(error, OSError) and error.errno in _CANNOT:
            return None
        raise
    finally:
        if folder != -1:
            os.close(folder)
    return descriptor


def _named(draft: str, data: bytes, mode: int, like: os.stat_result | None) -> int:
    """The descriptor of a draft that has its name from the beginning; closed where an open file cannot be moved."""
    descriptor = os.open(draft, _WRITING | os.O_CREAT | os.O_EXCL, mode)
    kept = False
    try:
        _fill(descriptor, data, like)
        kept = _LOCKS
    finally:
        if not kept:
            os.close(descriptor)
    if kept and not os.fstat(descriptor).st_nlink:  # another run took it for abandoned before it was locked
        os.close(descriptor)
        return _named(draft, data, mode, like)
    return descriptor


def _fill(descriptor: int, data: bytes, like: os.stat_result | None) -> None:
    """Lock the draft, and give it its content, owner and mode."""
    if _LOCKS:
        with contextlib.suppress(OSError):  # not every network file system has locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    if like is not None and _owner_and_mode(like) != _owner_and_mode(os.fstat(descriptor)):
        with contextlib.suppress(OSError, AttributeError):  # only root can give files away, and on Windows nobody
            os.fchown(descriptor, like.st_uid, like.st_gid)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _owner_and_mode(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)


def _sweep(folder: str) -> None:
    """Remove the drafts of runs that were killed: once a folder, for listing it takes longer than writing a file."""
    if folder in _swept:
        return
    _swept.add(folder)
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _IS_DRAFT.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    _remove_abandoned(entry.path)


def _remove_abandoned(draft: str) -> None:
    if not _LOCKS:
        if time.time() - os.stat(draft).st_mtime > _ABANDONED_SECONDS:  # noqa: PTH116
            os.unlink(draft)  # noqa: PTH108
        return
    descriptor = os.open(draft, _LOOKING)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        os.unlink(draft)  # noqa: PTH108
    finally:
        os.close(descriptor)
