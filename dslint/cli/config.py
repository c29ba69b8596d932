"""dslint config: the settings for a file, and where they are set."""

from __future__ import annotations

from pathlib import Path

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import UsageFailure
from dslint.cli.file_names import FilesGroup


@click.group("config", cls=FilesGroup)
def command() -> None:
    """Show the configuration of a file."""


@command.command("show")
@click.argument("file", type=click.Path(path_type=Path), default=Path())
@options.one_format("text", "json")
@options.colour()
def show(file: Path, form: str, colour: str) -> None:
    """Show each setting that applies to a FILE, and where it comes from."""
    from dslint.own_files.configuration.files import settings_for
    from dslint.own_files.configuration.settings import ConfigurationError
    from dslint.report import settings as report

    try:
        settings = settings_for(file)
    except ConfigurationError as error:
        raise UsageFailure(str(error)) from error
    if form == "text":
        output.write_for_terminal(lambda terminal: report.lines(settings.to_dict(), settings.origins, terminal), colour)
        return
    document = {key: {"value": value, "from": settings.origin(key)} for key, value in settings.to_dict().items()}
    output.write_json(document)
