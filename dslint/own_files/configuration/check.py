"""Checks a configuration against schemas/config.schema.json and against the folders that it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dslint.own_files.configuration.settings import ConfigurationError
from dslint.own_files.errors import OwnFileError, OwnFileErrors
from dslint.own_files.folders import is_within, project_of
from dslint.own_files.reader import OwnFile
from dslint.own_files.schema import check as check_schema


def check(file: OwnFile) -> None:
    """Raises ConfigurationError with one line a fault."""
    try:
        check_schema(file, "config")
    except OwnFileErrors as error:
        raise ConfigurationError(str(error)) from error
    found = [*_days(file), *_folders(file)]
    if found:
        raise ConfigurationError(str(OwnFileErrors(found)))


def _days(file: OwnFile) -> Iterator[OwnFileError]:
    """Last days that no calendar has."""
    for index, entry in enumerate(file.value.get("ignores", ())):
        day = entry.get("until")
        try:
            date.fromisoformat(day or "2027-01-31")
        except ValueError:
            yield file.error(
                f'"{day}" is not a valid date; write a date such as 2027-01-31', ("ignores", index, "until")
            )


def _folders(file: OwnFile) -> Iterator[OwnFileError]:
    """A configuration comes with a repository, whose author is not to read other folders of this machine."""
    configuration = Path(file.name)
    for index, name in enumerate(file.value.get("rules", ())):
        path = ("rules", index)
        try:
            folder = configuration.parent / name
            if not is_within(folder, project_of(configuration)):
                yield file.error(f"{name} is outside the project; move it inside, or name it with --rules", path)
            elif not folder.is_dir():
                yield file.error(f"{name} is not a folder", path)
        except (OSError, ValueError, RuntimeError):  # too long, a null character, links in a circle
            yield file.error(f"{name!r} is not a folder", path)
