"""Configuration files: the nearest one to a manifest, read, checked, and with the line of each key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from dslint.own_files.configuration.settings import ConfigurationError, Settings, near, with_values
from dslint.source.file_search import absolute, is_there

if TYPE_CHECKING:
    from dslint.own_files.reader import OwnFile

NAMES = (".dslint.yaml", ".dslint.yml")
PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "dslint")
_NAMES_TABLE = re.compile(
    r"""tool["']?\s*\.\s*["']?dslint|^\s*\[\s*["']?tool["']?\s*\]|^\s*["']?tool["']?\s*=""", re.MULTILINE
)
"""What every way to write the table begins with. Most projects have none, and need not pay for the reader."""


def settings_for(file: Path) -> Settings:
    """The settings of the nearest configuration from the file's folder up to the repository's top.

    Raises ConfigurationError.
    """
    found = nearest(file)
    return Settings() if found is None else settings_of(found)


def settings_of(configuration: Path) -> Settings:
    """Raises ConfigurationError for a file that cannot be read or says what it cannot say."""
    # Most runs have no configuration, and do not wait for the reader.
    from dslint.own_files.configuration.check import check

    file = _read(configuration)
    settings = Settings()
    if file.value is not None:
        from dslint.own_files.configuration.check import check

        check(file)
        places = {key: file.place((key,)) for key in file.value}
        settings = with_values(settings, file.value, places)
    ignores = tuple(
        ignore._replace(file=near(configuration), position=file.position(("ignores", index)))
        for index, ignore in enumerate(settings.ignores)
    )
    return settings._replace(folder=configuration.parent, file=configuration, ignores=ignores)


def nearest(file: Path) -> Path | None:
    """The configuration that applies to a file or folder; None where there is none.

    Raises ConfigurationError for a folder that has more than one.
    """
    start = absolute(file)
    for folder in (start, *start.parents):
        found = _only(folder)
        if found is not None:
            return found
        if is_there(folder / ".git"):
            return None
    return None


def _only(folder: Path) -> Path | None:
    """The configuration in a folder. Of two, one would be ignored silently."""
    found = [folder / name for name in NAMES if is_there(folder / name) and (folder / name).is_file()]
    if _has_table(folder / PYPROJECT):
        found.append(folder / PYPROJECT)
    if len(found) > 1:
        first, second = (f"{path} [tool.dslint]" if path.name == PYPROJECT else str(path) for path in found[:2])
        raise ConfigurationError(f"{first} and {second} both configure dslint in this folder; keep one of them")
    return found[0] if found else None


def _has_table(pyproject: Path) -> bool:
    """Whether a pyproject.toml configures dslint; invalid TOML does if it has a line with that table."""
    try:
        text = pyproject.read_text(encoding="utf-8") if pyproject.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return False
    if _TABLE[-1] not in text or _NAMES_TABLE.search(text) is None:
        return False
    from dslint.own_files.errors import OwnFileErrors
    from dslint.own_files.reader import read_text

    try:
        file = read_text(text, str(pyproject), is_toml=True)
    except OwnFileErrors:
        return re.search(r"^\s*\[+\s*tool\s*\.\s*dslint\b", text, re.MULTILINE) is not None
    return file.under(*_TABLE).value is not None


def _read(path: Path) -> OwnFile:
    """The configuration's part of a file. Raises ConfigurationError."""
    from dslint.own_files.errors import OwnFileErrors, UnreadableFileError
    from dslint.own_files.reader import read

    try:
        file = read(path)
    except (UnreadableFileError, OwnFileErrors) as error:
        raise ConfigurationError(str(error)) from error
    return file.under(*_TABLE) if path.suffix == ".toml" else file
