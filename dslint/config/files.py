"""Configuration files: the nearest one to a manifest, read, checked, and with the line of each key."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from dslint.config.settings import ConfigurationError, Settings, near, with_values

NAMES = (".dslint.yaml", ".dslint.yml")
PYPROJECT = "pyproject.toml"
_TABLE = "[tool.dslint]"


class _Read(NamedTuple):
    """The values of a file, and where each top key stands in it."""

    values: Mapping[str, Any]
    places: Mapping[str, str]


def settings_for(file: Path) -> Settings:
    """The settings of the nearest configuration from the file's folder up to the repository's top.

    Raises ConfigurationError.
    """
    found = nearest(file)
    return Settings() if found is None else settings_of(found)


def settings_of(configuration: Path) -> Settings:
    """Raises ConfigurationError for a file that cannot be read or says what it cannot say."""
    read = _read_toml(configuration) if configuration.suffix == ".toml" else _read_yaml(configuration)
    settings = with_values(Settings(), read.values, read.places)
    ignores = tuple(ignore._replace(file=near(configuration)) for ignore in settings.ignores)
    return replace(settings, folder=configuration.parent, file=configuration, ignores=ignores)


def nearest(file: Path) -> Path | None:
    """The configuration that applies to a file or folder; None where there is none.

    Raises ConfigurationError for a folder that has more than one.
    """
    start = file.absolute()
    for folder in (start, *start.parents):
        found = _only(folder)
        if found is not None:
            return found
        if (folder / ".git").exists():
            return None
    return None


def _only(folder: Path) -> Path | None:
    """The configuration in a folder. Of two, one would be ignored silently."""
    found = [folder / name for name in NAMES if (folder / name).is_file()]
    if _has_table(folder / PYPROJECT):
        found.append(folder / PYPROJECT)
    if len(found) > 1:
        first, second = (f"{path} {_TABLE}" if path.name == PYPROJECT else str(path) for path in found[:2])
        raise ConfigurationError(f"{first} and {second} both configure dslint in this folder; keep one of them")
    return found[0] if found else None


def _has_table(pyproject: Path) -> bool:
    """Whether the file has settings of dslint, however TOML writes the table. A broken one is read, and says why."""
    try:
        text = pyproject.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    if "dslint" not in text:
        return False
    try:
        tool = _toml(text).get("tool")
    except ValueError:
        return _TABLE in text
    return isinstance(tool, dict) and "dslint" in tool


def _toml(text: str) -> dict[str, Any]:
    """Raises ValueError."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    return tomllib.loads(text)


def _read_yaml(path: Path) -> _Read:
    import yaml

    from dslint.config.check import check

    try:
        node = yaml.compose(_text(path), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        values = yaml.safe_load(_text(path))
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path}: {' '.join(str(error).split())}") from error
    if values is None:
        return _Read({}, {})
    lines = {}
    if isinstance(node, yaml.MappingNode):
        lines = {str(key.value): f"{path}:{key.start_mark.line + 1}" for key, _ in node.value}
    check(values, str(path), lines)
    return _Read(values, lines)


def _read_toml(path: Path) -> _Read:
    from dslint.config.check import check

    try:
        document = _toml(_text(path))
    except ValueError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    values = document.get("tool", {}).get("dslint", {})
    place = f"{path} {_TABLE}"
    check(values, place, {})
    return _Read(values, dict.fromkeys(values, place))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} cannot be read: it is no text in UTF-8; save it as such") from error
