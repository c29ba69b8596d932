"""Where reports go: the terminal, a pipe that may be closed, a file that is written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from dslint.cli.exit_codes import UsageFailure
from dslint.report.terminal import Terminal

WIDTH_OF_FILES = 120


def terminal(colour: str = "auto", *, quiet: bool = False) -> Terminal:
    """Standard output as a report sees it. `colour` is auto, always or never, and is stronger than the environment."""
    return Terminal(colour=_coloured(colour), width=_width(), quiet=quiet)


def paper() -> Terminal:
    """A file as a report sees it."""
    return Terminal(width=WIDTH_OF_FILES)


def write(lines: Iterable[str]) -> None:
    """To standard output. Whoever closes the pipe has seen enough: that is no failure."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; let it do so into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    draft = Path(name)
    try:
        os.close(handle)
        draft.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        draft.chmod(0o666 & ~_umask())
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)
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
