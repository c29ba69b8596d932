"""The text of one of dslint's own files: a regular file of limited size in UTF-8, or an error that says why not."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from dslint.limits import OWN_FILE_BYTES
from dslint.own_files.errors import UnreadableFileError
from dslint.source.encodings import UTF_16

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))


def text_of(path: Path, *, most_bytes: int = OWN_FILE_BYTES) -> str:
    """Raises UnreadableFileError."""
    return decoded(_bytes_of(path, most_bytes), str(path))


def decoded(content: bytes, name: str) -> str:
    """The text of a file's content, without its byte order mark. Raises UnreadableFileError.

    UTF-16 with such a mark is what PowerShell makes of the output of a command.
    """
    if content.startswith(_UTF_32):
        raise UnreadableFileError("is written in UTF-32; save it as UTF-8", file=name)
    if content.startswith(UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableFileError("is not valid UTF-16; save it as UTF-8", file=name) from error
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise UnreadableFileError(message, file=name, line=line) from error


def _is_process_substitution(name: str, mode: int) -> bool:
    """Whether this is the pipe that a shell creates for `<(command)`. Any other pipe may never end."""
    return stat.S_ISFIFO(mode) and name.startswith(("/dev/fd/", "/proc/self/fd/"))


def _bytes_of(path: Path, most_bytes: int) -> bytes:
    name = str(path)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableFileError("no such file", file=name) from error
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}", file=name) from error
    except ValueError as error:  # a null character in the path
        raise UnreadableFileError("no such file", file=repr(name)) from error
    if not (stat.S_ISREG(mode) or _is_process_substitution(name, mode)):
        found = next((kind for is_kind, kind in _KINDS if is_kind(mode)), "a device")
        raise UnreadableFileError(f"is {found}; name a file", file=name)
    try:
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}", file=name) from error
    if len(content) > most_bytes:
        raise UnreadableFileError(f"is larger than {most_bytes // 2**20} MiB; dslint does not read more", file=name)
    return content
