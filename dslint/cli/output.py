"""Where all output goes: the terminal, a pipe that may be closed, a file that is written whole or not at all.

Nothing else writes to the two streams, so nothing gets to a terminal or a log that `harmless` has not seen.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from dslint.cli.exit_codes import UsageFailure
from dslint.report.escapes import Form, harmless, json_text
from dslint.report.terminal import Terminal

WIDTH_OF_FILES = 120

_OUTPUT_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EAGAIN})
"""What goes wrong with a stream that is written to: a full disk, a closed stream."""


class ClosedStream(io.TextIOBase):
    """Stands in for a standard output that was closed before dslint began, which Python has no stream for."""

    def write(self, _text: str, /) -> int:
        raise OSError(errno.EBADF, "it is closed")


def terminal(colour: str = "auto", *, quiet: bool = False) -> Terminal:
    """Standard output as a report sees it. `colour` is auto, always or never, and is stronger than the environment."""
    return Terminal(colour=_coloured(colour), width=_width(), quiet=quiet)


def paper() -> Terminal:
    """A file as a report sees it."""
    return Terminal(width=WIDTH_OF_FILES)


def show(lines: Callable[[Terminal], Iterable[str]], colour: str = "auto", form: Form = Form.LINES) -> None:
    """What is made for a terminal, on standard output."""
    shown = terminal(colour)
    write(lines(shown), form, coloured=shown.colour)


def write(lines: Iterable[str], form: Form = Form.LINES, *, coloured: bool = False) -> None:
    """To standard output. Raises UsageFailure when it takes no more."""
    _write(f"{harmless(line, form, coloured=coloured)}\n" for line in lines)


def write_json(value: Any) -> None:
    write([json_text(value)], Form.DOCUMENT)


def write_text(text: str) -> None:
    """A text of several lines, as another program prints it."""
    _write([harmless(text, Form.DOCUMENT)])


def _write(pieces: Iterable[str]) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        for piece in pieces:
            with failures():
                sys.stdout.write(piece)
        with failures():
            sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; let it do so into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def failures() -> Iterator[None]:
    """Raises UsageFailure for a standard output that cannot be written; a closed pipe stays what it is."""
    try:
        yield
    except OSError as error:
        if error.errno in _OUTPUT_FAULTS:
            raise UsageFailure(f"standard output cannot be written: {error.strerror}") from error
        raise


def tell(message: str) -> None:
    """Write to standard error, with further lines indented; nothing if that stream is closed."""
    first, *others = message.split("\n")
    lines = [harmless(line, Form.LINES) for line in (first, *(f"  {other}" for other in others))]
    tell_text("".join(f"{line}\n" for line in lines))


def tell_text(text: str) -> None:
    """A text of several lines, such as a command's help, to standard error."""
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(harmless(text, Form.DOCUMENT))
        sys.stderr.flush()


def write_file(path: str, lines: Iterable[str]) -> None:
    """Raises UsageFailure when the file cannot be written; an older one is then left as it was."""
    target = Path(path)
    text = "".join(f"{line}\n" for line in lines)
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
            return
        _replace(target, text)
    except OSError as error:
        raise UsageFailure(f"{path} cannot be written: {error.strerror}") from error


def _replace(target: Path, text: str) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".dslint.", dir=target.parent)
    draft = Path(name)
    try:
        os.close(handle)
        draft.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        draft.chmod(0o666 & ~_umask())
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _width() -> int:
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH_OF_FILES
    except (OSError, ValueError):
        return WIDTH_OF_FILES


def _coloured(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
