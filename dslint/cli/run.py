"""One run of the command line: the exit code, and the messages of runs without a report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dslint.cli import output
from dslint.cli.exit_codes import ExitCode, InputFailure
from dslint.cli.group import command
from dslint.version import __version__


def run(arguments: Sequence[str]) -> int:
    """The exit code. Nothing that is raised gets past here except what ends the interpreter itself."""
    if sys.stdout is None:
        sys.stdout = output.ClosedStream()
    try:
        return _run(arguments)
    except Exception as fault:
        if _is_of_file(fault):
            return _refused(InputFailure(str(fault)))
        if "--debug" in arguments:
            raise
        return _own_fault(fault)


def _is_of_file(fault: Exception) -> bool:
    """Whether a file is at fault, in a part that is read only when a command needs it, such as a node's images."""
    from dslint.own_files.errors import OwnFileError

    return isinstance(fault, OwnFileError)


def _run(arguments: Sequence[str]) -> int:
    try:
        with output.failures():
            result = command.main(list(arguments), prog_name="dslint", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        output.tell_text(f"{help_wanted.format_message()}\n")
        return ExitCode.USAGE
    except click.ClickException as failure:
        return _refused(failure)
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except MemoryError:
        return _too_much()
    except OSError as error:
        if not _is_of_user(error):
            raise
        return _unreadable(error)
    return result if isinstance(result, int) else ExitCode.CLEAN


def _refused(failure: click.ClickException) -> int:
    output.tell(f"dslint: {failure.format_message()}")
    context = failure.ctx if isinstance(failure, click.UsageError) else None
    if context is not None:
        output.tell(f"Try '{context.command_path} --help'")
    return failure.exit_code


def _too_much() -> int:
    output.tell("dslint: not enough memory for this input; check fewer or smaller files at a time")
    return ExitCode.INPUT


def _is_of_user(error: OSError) -> bool:
    """Whether it is about a path of the user's, such as a folder that may not be entered."""
    path = error.filename
    return isinstance(path, str) and not Path(path).is_relative_to(Path(__file__).parents[1])


def _unreadable(error: OSError) -> int:
    output.tell(f"dslint: {error.filename}: cannot be read: {error.strerror}")
    return ExitCode.INPUT


def _own_fault(fault: Exception) -> int:
    said = " ".join(str(fault).split()) or "no message"
    python = ".".join(map(str, sys.version_info[:3]))
    output.tell(
        f"dslint: an error in dslint itself: {type(fault).__name__}: {said} ({_place(fault)}, dslint {__version__},"
        f" Python {python}); please report this line with the input; dslint --debug shows the traceback"
    )
    return ExitCode.OWN_FAULT


def _place(fault: Exception) -> str:
    """File and line of our own code that the fault passed last."""
    package = Path(__file__).parents[1]
    place = "unknown place"
    trace = fault.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(package):
            place = f"{file.relative_to(package).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
