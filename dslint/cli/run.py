"""One run of the command line: the exit code, and what a user sees when there is no report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dslint import __version__
from dslint.cli.exit_codes import ExitCode
from dslint.cli.group import command


def run(arguments: Sequence[str]) -> int:
    """The exit code. Nothing that is raised gets past here except what ends the interpreter itself."""
    try:
        result = command.main(list(arguments), prog_name="dslint", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        click.echo(help_wanted.format_message(), err=True)
        return ExitCode.USAGE
    except click.ClickException as failure:
        return _refused(failure)
    except click.Abort:
        return ExitCode.INTERRUPTED
    except Exception as fault:
        if "--debug" in arguments:
            raise
        return _own_fault(fault)
    return result if isinstance(result, int) else ExitCode.CLEAN


def _refused(failure: click.ClickException) -> int:
    click.echo(f"dslint: {failure.format_message()}", err=True)
    context = failure.ctx if isinstance(failure, click.UsageError) else None
    if context is not None:
        click.echo(f"Try '{context.command_path} --help'", err=True)
    return failure.exit_code


def _own_fault(fault: Exception) -> int:
    said = " ".join(str(fault).split()) or "no message"
    python = ".".join(map(str, sys.version_info[:3]))
    click.echo(
        f"dslint: a fault of dslint itself: {type(fault).__name__}: {said} ({_place(fault)}, dslint {__version__},"
        f" Python {python}); please report this line with the input; dslint --debug shows how it came to it",
        err=True,
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
