"""A file with a new text: written whole or not at all, with its mode, and behind the symbolic links that lead to it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

_ANY_WRITE = 0o222


def why_not_writable(file: Path) -> str:
    """Why a file cannot be replaced; "" if it can."""
    target = file.resolve()
    try:
        mode = target.stat().st_mode
    except OSError as error:
        return str(error.strerror)
    if not target.is_file():
        return "it is not a regular file"
    if not mode & _ANY_WRITE or not os.access(target, os.W_OK):
        return "it is read-only"
    return "" if os.access(target.parent, os.W_OK) else "its folder is read-only"


def write(file: Path, data: bytes) -> None:
    """Put a draft beside the file in its place. Raises OSError; the file is then as it was."""
    target = file.resolve()
    state = target.stat()
    handle, name = tempfile.mkstemp(prefix=".dslint.", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        draft.chmod(state.st_mode & 0o7777)
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(draft, state.st_uid, state.st_gid)
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
