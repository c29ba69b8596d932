"""Errors of an inventory, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.own_files.errors import OwnFileError, field_of, shown_type
from dslint.own_files.schema_wording import nearest

_MSGSPEC_PLACE = re.compile(r"(?P<what>.*?)(?: - at `(?P<kind>key in )?\$?(?P<path>[^`]*)`)?", re.DOTALL)
_MSGSPEC_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_WANTED = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
OUT_OF_RANGE = "Number out of range"
_WORDS = {
    "object": "a map", "array": "a list", "str": "a string", "int": "a whole number", "float": "a number",
    "bool": "true or false", "null": "nothing",
}  # fmt: skip


class InventoryError(OwnFileError):
    """An inventory that cannot be read."""


class Place(NamedTuple):
    """The place of an object: its file, its path inside the document, and how to find the line of a path."""

    file: str = ""
    prefix: FieldPath = ()
    line_of: Callable[[FieldPath], int | None] | None = None

    def under(self, *path: str | int) -> Place:
        return Place(self.file, self.prefix + path, self.line_of)

    def line(self, path: FieldPath = ()) -> int | None:
        return self.line_of(self.prefix + path) if self.line_of else None

    def error(self, message: str, path: FieldPath = ()) -> InventoryError:
        return InventoryError(message, file=self.file, line=self.line(path), field=field_of(self.prefix + path))

    def type_error(self, text: str, value: object) -> InventoryError:
        """From msgspec's message about a part of the value that has the wrong type."""
        match = _MSGSPEC_PLACE.fullmatch(text)
        if match is None:
            return self.error(text)
        return self.error(_expectation(match["what"]), _path(match["path"] or "", value))


def _expectation(what: str) -> str:
    if what == OUT_OF_RANGE:
        return "no field takes a number this large"
    match = _WANTED.search(what)
    if match is None:
        return what
    wanted = [_WORDS.get(word, word) for word in match["wanted"].split(" | ") if word != "null"]
    got = _WORDS.get(match["got"], match["got"])
    quotes = " in quotes" if wanted == ["a string"] else ""
    return f"{got} found; write {' or '.join(wanted)}{quotes}"


def _path(text: str, value: object) -> FieldPath:
    """`.spec.taints[0].key` as a path. msgspec writes `[...]` for a map's key: the first whose value is not text."""
    path: list[str | int] = []
    for name, index in _MSGSPEC_STEP.findall(text):
        step = _odd_key(value) if index == "..." else name or int(index)
        if step is None:
            break
        path.append(step)
        value = _child(value, step)
    return tuple(path)


def _odd_key(value: object) -> str | None:
    return (
        next((key for key, item in value.items() if not isinstance(item, str)), None)
        if isinstance(value, dict)
        else None
    )


def _child(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) else None


__all__ = ["InventoryError", "Place", "field_of", "nearest", "shown_type"]
