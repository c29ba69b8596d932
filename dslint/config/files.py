"""Configuration files: the nearest one to a manifest, read, checked, and with the line of each key."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from dslint.config.check import check
from dslint.config.settings import ConfigurationError, Settings, with_values
from dslint.own_files.errors import OwnFileErrors, UnreadableFileError
from dslint.own_files.read import OwnFile, read, read_text
from dslint.source.find import is_there

NAMES = (".dslint.yaml", ".dslint.yml")
PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "dslint")


def settings_for(file: Path) -> Settings:
    """The settings of the nearest configuration from the file's folder up to the repository's top.

    Raises ConfigurationError.
    """
    found = nearest(file)
    return Settings() if found is None else settings_of(found)


def settings_of(configuration: Path) -> Settings:
    """Raises ConfigurationError for a file that cannot be read or says what it cannot say."""
    file = _read(configuration)
    if file.value is None:
        return replace(Settings(), folder=configuration.parent)
    check(file)
    places = {key: file.place((key,)) for key in file.value}
    return replace(with_values(Settings(), file.value, places), folder=configuration.parent)


def nearest(file: Path) -> Path | None:
    """The configuration that applies to a file or folder; None where there is none."""
    start = file.absolute()
    for folder in (start, *start.parents):
        for name in NAMES:
            if is_there(folder / name) and (folder / name).is_file():
                return folder / name
        if _has_table(folder / PYPROJECT):
            return folder / PYPROJECT
        if is_there(folder / ".git"):
            return None
    return None


def _has_table(pyproject: Path) -> bool:
    """Whether a project configures dslint; a text that is no TOML does so where it has a table of that name."""
    try:
        text = pyproject.read_text(encoding="utf-8") if pyproject.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return False
    if _TABLE[-1] not in text:
        return False
    try:
        file = read_text(text, str(pyproject), is_toml=True)
    except OwnFileErrors:
        return re.search(r"^\s*\[+\s*tool\s*\.\s*dslint\b", text, re.MULTILINE) is not None
    return file.under(*_TABLE).value is not None


def _read(path: Path) -> OwnFile:
    """The configuration's part of a file. Raises ConfigurationError."""
    try:
        file = read(path)
    except (UnreadableFileError, OwnFileErrors) as error:
        raise ConfigurationError(str(error)) from error
    return file.under(*_TABLE) if path.suffix == ".toml" else file
