"""The files that git tracks, read from the index without git: no process, no hook and no filter runs.

git: Documentation/gitformat-index.txt and gitrepository-layout.txt.
"""

from __future__ import annotations

import os
import re
import stat
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dslint.limits import GIT_INDEX_BYTES

_HEADER = 12
_STATE = 40
"""The bytes of an entry before the name of its object: times, mode and the like."""

_FLAGS = struct.Struct(">H")
_EXTENDED = 0x4000
_LENGTH = 0xFFF
_SHA256 = re.compile(rb"^\s*objectformat\s*=\s*sha256\s*$", re.IGNORECASE | re.MULTILINE)


class GitFolders(NamedTuple):
    """The folder with the state of one working tree, and the one that all those of a repository share."""

    own: Path
    common: Path

    @classmethod
    def of(cls, place: Path) -> GitFolders:
        """`place` is `.git`: a folder, or in linked working trees and submodules a file that names one."""
        named = _line(place).removeprefix("gitdir:").strip()
        own = place.parent / named if named else place
        common = _line(own / "commondir")
        return cls(own, own / common if common else own)


class TrackedFiles(NamedTuple):
    """Names from the top of the repository on, and the folders above them."""

    names: frozenset[bytes]
    folders: frozenset[bytes]

    @classmethod
    def of(cls, names: Iterable[bytes]) -> TrackedFiles:
        known = frozenset(names)
        return cls(known, frozenset(_above(known)))


def tracked_files(place: Path, suffixes: tuple[str, ...]) -> TrackedFiles:
    """The tracked files with one of the suffixes; none where there is no index that can be read."""
    own, common = GitFolders.of(place)
    size = 32 if _SHA256.search(_content(common / "config")) else 20
    ends = tuple(os.fsencode(suffix) for suffix in suffixes)
    index = _content(own / "index")
    names, end = _names(index, size)
    shared = _shared_index(index, end, size)
    if shared:
        names += _names(_content(own / f"sharedindex.{shared.hex()}"), size)[0]
    return TrackedFiles.of(name for name in names if name.lower().endswith(ends))


def _above(names: frozenset[bytes]) -> Iterator[bytes]:
    for folder in {name.rpartition(b"/")[0] for name in names}:
        end = len(folder)
        while end > 0:
            yield folder[:end]
            end = folder.rfind(b"/", 0, end)


def _names(index: bytes, size: int) -> tuple[list[bytes], int]:
    """The names of all entries, and where they end; `size` is that of an object's name."""
    found: list[bytes] = []
    if not index.startswith(b"DIRC"):
        return found, _HEADER
    read = _compressed if index[4:8] == b"\0\0\0\4" else _whole
    try:
        return found, read(index, _STATE + size, found)
    except (IndexError, ValueError, struct.error):  # cut off
        return found, len(index)


def _whole(index: bytes, before: int, found: list[bytes]) -> int:
    """Adds the names of entries of versions 2 and 3, which are filled up to eight bytes. `before` lies before flags."""
    flags_at, at = _FLAGS.unpack_from, _HEADER
    for _ in range(int.from_bytes(index[8:_HEADER], "big")):
        (flags,) = flags_at(index, at + before)
        start = at + before + (4 if flags & _EXTENDED else 2)
        length = flags & _LENGTH
        end = start + length if length < _LENGTH else index.index(b"\0", start)
        found.append(index[start:end])
        at += (end - at) // 8 * 8 + 8
    return at


def _compressed(index: bytes, before: int, found: list[bytes]) -> int:
    """Adds the names of entries of version 4, each as how it differs from the one before."""
    at, name = _HEADER, b""
    for _ in range(int.from_bytes(index[8:_HEADER], "big")):
        (flags,) = _FLAGS.unpack_from(index, at + before)
        dropped, start = _number(index, at + before + (4 if flags & _EXTENDED else 2))
        end = index.index(b"\0", start)
        name = name[: len(name) - dropped] + index[start:end]
        found.append(name)
        at = end + 1
    return at


def _number(index: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = index[at] & 127
    while index[at] & 128:
        at += 1
        value = (value + 1 << 7) + (index[at] & 127)
    return value, at + 1


def _shared_index(index: bytes, at: int, size: int) -> bytes:
    """The name of the index that this one is split from; empty where there is none."""
    while at + 8 <= len(index) - size:
        length = int.from_bytes(index[at + 4 : at + 8], "big")
        if index[at : at + 4] == b"link":
            return index[at + 8 : at + 8 + size].strip(b"\0") and index[at + 8 : at + 8 + size]
        at += 8 + length
    return b""


def _line(file: Path) -> str:
    """The one line of a small file; empty where there is none."""
    return os.fsdecode(_content(file).partition(b"\n")[0].rstrip(b"\r"))


def _content(file: Path) -> bytes:
    try:
        state = file.lstat()
        return file.read_bytes() if stat.S_ISREG(state.st_mode) and state.st_size <= GIT_INDEX_BYTES else b""
    except (OSError, ValueError):
        return b""
