"""All output: to a terminal, to a pipe that may be closed, or to a file that is written completely or not at all.

Nothing else writes to stdout and stderr, so all output passes through `harmless`.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dslint.cli.exit_codes import UsageFailure
from dslint.report.escapes import Form, harmless, json_text
from dslint.report.terminal import Terminal

if TYPE_CHECKING:
    from dslint.cli.lint_record import Record

WIDTH_OF_FILES = 120
ERASE_LINE, SHOW_CURSOR = "\r\033[2K", "\033[?25h"

_OUTPUT_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EAGAIN})
"""Errors of an output stream: a full disk, a closed stream."""


record: Record | None = None
"""What keeps all that is written, if anything does."""


class ClosedStream(io.TextIOBase):
    """Replaces a standard output that was closed before dslint started: Python then has no stream."""

    def write(self, _text: str, /) -> int:
        raise OSError(errno.EBADF, "it is closed")


def terminal(colour: str = "auto", *, quiet: bool = False, verbose: bool = False) -> Terminal:
    """Standard output. `colour` is auto, always or never; always and never override the environment."""
    coloured, width = _coloured(colour), _width()
    pages = _rule_pages(coloured=coloured)
    return Terminal(coloured, width or WIDTH_OF_FILES, quiet, verbose, pages, unbroken=width is None)


def paper(*, verbose: bool = False) -> Terminal:
    """The Terminal for output to a file."""
    return Terminal(width=WIDTH_OF_FILES, verbose=verbose, unbroken=True)


def write_for_terminal(
    lines: Callable[[Terminal], Iterable[str]], colour: str = "auto", form: Form = Form.LINES
) -> None:
    """Write the lines for this terminal to standard output."""
    shown = terminal(colour)
    write(lines(shown), form, styled=shown.styled)


def write(lines: Iterable[str], form: Form = Form.LINES, *, styled: bool = False) -> None:
    """Write to standard output. Raises UsageFailure if it cannot be written."""
    _write(f"{harmless(line, form, styled=styled)}\n" for line in lines)


def write_json(value: Any) -> None:
    write([json_text(value)], Form.DOCUMENT)


def write_text(text: str) -> None:
    """Write a text of several lines to standard output."""
    _write([harmless(text, Form.DOCUMENT)])


def _write(pieces: Iterable[str]) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        for piece in pieces:
            with failures():
                sys.stdout.write(piece)
            if record is not None:
                record.add(piece)
        with failures():
            sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes stdout again when it exits; send that to /dev/null.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def failures() -> Iterator[None]:
    """Raises UsageFailure if standard output cannot be written. A closed pipe still raises BrokenPipeError."""
    try:
        yield
    except OSError as error:
        if error.errno in _OUTPUT_ERRORS:
            raise UsageFailure(f"standard output cannot be written: {error.strerror}") from error
        raise


def write_exact(text: str) -> None:
    """Write a text that programs read, byte by byte; to a terminal without what could control it."""
    stream = sys.stdout
    if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
        write_text(text)
        return
    try:
        with failures():
            stream.flush()
            stream.buffer.write(text.encode("utf-8", "surrogateescape"))
            stream.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_to_stderr(message: str) -> None:
    """Write a message to standard error, with further lines indented. Does nothing if that stream is closed."""
    first, *others = message.split("\n")
    lines = [harmless(line, Form.LINES) for line in (first, *(f"  {other}" for other in others))]
    write_text_to_stderr("".join(f"{line}\n" for line in lines))


def write_text_to_stderr(text: str) -> None:
    """Write a text of several lines, such as the help of a command, to standard error."""
    if sys.stderr is None:
        return
    if record is not None:
        record.add(harmless(text, Form.DOCUMENT), to_stderr=True)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(harmless(text, Form.DOCUMENT))
        sys.stderr.flush()


def erase_line(stream: TextIO, *, show_cursor: bool = False) -> None:
    """Remove what stands in the current line of a terminal: a progress bar, for which click hides the cursor."""
    with contextlib.suppress(OSError, ValueError):
        stream.write(f"{ERASE_LINE}{SHOW_CURSOR if show_cursor else ''}")
        stream.flush()


def write_file(path: str, lines: Iterable[str]) -> None:
    """Raises UsageFailure if the file cannot be written; an existing file is then unchanged."""
    from dslint.written_file import write as put

    target = Path(path)
    text = "".join(f"{line}\n" for line in lines)
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
            return
        put(target, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageFailure(f"{path} cannot be written: {error.strerror}") from error


def _width() -> int | None:
    """The columns that the environment or the terminal has; None if there is no terminal."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH_OF_FILES
    except (OSError, ValueError):
        return None


def _coloured(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _rule_pages(*, coloured: bool) -> str:
    on_terminal = sys.stdout.isatty()
    if not on_terminal and "FORCE_HYPERLINK" not in os.environ:
        return ""
    from dslint.cli.hyperlinks import rule_pages

    return rule_pages(os.environ, on_terminal=on_terminal and coloured)
