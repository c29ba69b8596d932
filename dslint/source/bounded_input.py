"""The bytes of a file or of standard input, up to a size that a machine can hold."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol

from dslint.limits import MANIFEST_FILE_BYTES

MEBIBYTE = 2**20
_CHUNK = 256 * 1024
_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(OSError):
    """The input is longer than what is read of it, or has no end."""

    def __init__(self, most: int) -> None:
        super().__init__(None, f"larger than {most // MEBIBYTE} MiB; split it, or read less at a time")


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes | None: ...


def read_file(file: Path, most: int = MANIFEST_FILE_BYTES) -> bytes:
    """Raises OSError, and its subclass TooLargeError."""
    with file.open("rb", buffering=0) as stream:
        return read_stream(stream, most)


def read_found_file(file: Path, most: int = MANIFEST_FILE_BYTES) -> bytes:
    """As read_file, but a pipe that has taken the place of a file, and that nobody writes to, is not waited for."""
    descriptor = os.open(file, _AT_ONCE)
    if os.name == "posix":
        os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        return read_stream(stream, most)


def read_standard_input(most: int = MANIFEST_FILE_BYTES) -> bytes:
    """Raises OSError, and its subclass TooLargeError."""
    if sys.stdin is None:
        raise OSError(None, "standard input is closed")
    return read_stream(sys.stdin.buffer, most)


def read_stream(stream: _Stream, most: int) -> bytes:
    chunks = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise TooLargeError(most)
        chunks.append(chunk)
    return b"".join(chunks)
