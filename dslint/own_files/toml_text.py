"""TOML in dslint's own files: values of JSON's types, dates as strings, and the line of each key."""

from __future__ import annotations

import datetime as dt
import math
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from dslint.findings import FieldPath
from dslint.limits import OWN_FILE_LEVELS
from dslint.own_files.errors import OwnFileError, Position
from dslint.own_files.json_text import nests_within

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_MOST_LINES = 300
_HEADER = re.compile(r"\s*(?P<list>\[)?\[")


def read_toml(text: str, name: str) -> tuple[dict[str, Any], list[OwnFileError], TomlPlaces]:
    """The value of a text, its errors, and the positions of its keys."""
    found = TomlPlaces(text)
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, [_syntax_error(str(error), text, name)], found
    except RecursionError:
        return {}, [_too_deep(name)], found
    except ValueError as error:  # an integer of thousands of digits
        return {}, [OwnFileError(f"is not valid TOML: {error}", file=name)], found
    if not nests_within(value, OWN_FILE_LEVELS):
        return {}, [_too_deep(name)], found
    return _plain(value), [], found


def _syntax_error(message: str, text: str, name: str) -> OwnFileError:
    match = _PLACE.fullmatch(message)
    if match is None:
        return OwnFileError(f"is not valid TOML: {message}", file=name)
    line = int(match["line"] or text.count("\n") + 1)
    column = int(match["column"] or 1)
    return OwnFileError(f"is not valid TOML: {match['what']}", file=name, line=line, column=column)


def _too_deep(name: str) -> OwnFileError:
    return OwnFileError(f"nests deeper than {OWN_FILE_LEVELS} levels; dslint does not read more", file=name)


def _plain(value: Any) -> Any:
    """The value with strings for dates, times, and numbers that JSON does not have."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


class TomlPlaces:
    """The positions of keys; the text is searched on demand."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, path: FieldPath) -> Position:
        """The position of a path, or of its nearest ancestor that is a key or a table."""
        for length in range(len(path), 0, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return Position(line, 1)
        return Position(1, 1)

    @cached_property
    def _lines(self) -> dict[FieldPath, int]:
        found: dict[FieldPath, int] = {}
        tables: dict[FieldPath, int] = {}
        table: FieldPath = ()
        for line, statement, keys in _statements(self._text):
            header = _HEADER.match(statement)
            if header is None:
                path = (*table, *keys)
            elif header["list"]:
                index = tables[keys] = tables.get(keys, -1) + 1
                path = table = (*keys, index)
            else:
                path = table = _in_lists(keys, tables)
            for length in range(1, len(path) + 1):
                found.setdefault(path[:length], line)
        return found


def _in_lists(keys: FieldPath, tables: dict[FieldPath, int]) -> FieldPath:
    """`[a.b]` below `[[a]]` is a table in the last item of a."""
    for length in range(len(keys) - 1, 0, -1):
        if keys[:length] in tables:
            return (*keys[:length], tables[keys[:length]], *keys[length:])
    return keys


def _statements(text: str) -> Iterator[tuple[int, str, FieldPath]]:
    """Each statement of a valid text, with its line and the keys that it names. A statement is valid TOML by itself.

    Stops at a statement with very many lines.
    """
    start, pending = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        start = start if pending else number
        if number - start > _MOST_LINES:
            return
        pending += line + "\n"
        try:
            value = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        if value:
            yield start, pending, tuple(_keys(value))
        pending = ""


def _keys(value: Any) -> Iterator[str]:
    """The keys before the `=` or in the brackets, as long as there is only one at each level."""
    while isinstance(value, dict) and len(value) == 1:
        ((key, value),) = value.items()
        yield key
