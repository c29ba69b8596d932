"""Runs a command line: its exit code, and the messages of runs without a report."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dslint import signals
from dslint.cli import output
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.group import Interruption, command
from dslint.version import __version__

if TYPE_CHECKING:
    from dslint.cli.progress import Progress

EXTRAS = ("cel_expr_python",)
"""Packages that not every installation has; the error says which extra brings them."""


def run(arguments: Sequence[str]) -> int:
    """The exit code. Catches every exception except those that end the interpreter."""
    if sys.stdout is None:
        sys.stdout = output.ClosedStream()
    try:
        return _run(arguments)
    except Exception as error:
        if _is_about_own_file(error):
            return _click_error(InputFailure(str(error)))
        if isinstance(error, ImportError) and error.name in EXTRAS:
            return _click_error(UsageFailure(str(error)))
        if "--debug" in arguments:
            raise
        return _internal_error(error)


def _is_about_own_file(error: Exception) -> bool:
    """Whether the error is in a part of a file that is read late, such as the images of a node."""
    from dslint.own_files.errors import OwnFileError

    return isinstance(error, OwnFileError)


def _run(arguments: Sequence[str]) -> int:
    progress: Progress | None = None
    try:
        with output.failures(), _watching() as progress:
            result = command.main(list(arguments), prog_name="dslint", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_text:
        output.write_text_to_stderr(f"{help_text.format_message()}\n")
        return ExitCode.USAGE
    except click.ClickException as failure:
        return _click_error(failure)
    except (Interruption, click.Abort, KeyboardInterrupt):
        return _interrupted(progress)
    except MemoryError:
        return _out_of_memory()
    except OSError as error:
        if not _is_about_user_file(error):
            raise
        return _unreadable(error)
    return result if isinstance(result, int) else ExitCode.CLEAN


@contextlib.contextmanager
def _watching() -> Iterator[Progress | None]:
    """Draw how far the run is, if standard error is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from dslint.cli.progress import watching

    with watching(sys.stderr) as progress:
        yield progress


def _interrupted(progress: Progress | None) -> int:
    done = progress.interrupted() if progress else ""
    how = signals.said()
    output.write_to_stderr(f"dslint: {how} while {done}" if done else f"dslint: {how}")
    return signals.exit_code()


def _click_error(failure: click.ClickException) -> int:
    output.write_to_stderr(f"dslint: {failure.format_message()}")
    context = failure.ctx if isinstance(failure, click.UsageError) else None
    if context is not None:
        output.write_to_stderr(f"Try '{context.command_path} --help'")
    return failure.exit_code


def _out_of_memory() -> int:
    output.write_to_stderr("dslint: not enough memory for this input; check fewer or smaller files at a time")
    return ExitCode.INPUT


def _is_about_user_file(error: OSError) -> bool:
    """Whether the error is about a path of the user, such as a folder without read permission."""
    path = error.filename
    return isinstance(path, str) and not Path(path).is_relative_to(Path(__file__).parents[1])


def _unreadable(error: OSError) -> int:
    output.write_to_stderr(f"dslint: {error.filename}: cannot be read: {error.strerror}")
    return ExitCode.INPUT


def _internal_error(error: Exception) -> int:
    message = " ".join(str(error).split()) or "no message"
    python = ".".join(map(str, sys.version_info[:3]))
    output.write_to_stderr(
        f"dslint: an error in dslint itself: {type(error).__name__}: {message} ({_place(error)}, dslint {__version__},"
        f" Python {python}); please report this line with the input; dslint --debug shows the traceback"
    )
    return ExitCode.INTERNAL_ERROR


def _place(error: Exception) -> str:
    """The last file and line of dslint in the traceback."""
    package = Path(__file__).parents[1]
    place = "unknown place"
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(package):
            place = f"{file.relative_to(package).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
