"""Errors in dslint's own files, each with file, line and field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import field_text

MAX_LISTED = 10
"""The most errors of one file that are listed; the rest are counted."""


class Position(NamedTuple):
    """Line and column in a file, both from 1."""

    line: int
    column: int


Locator = Callable[[FieldPath], Position | None]
"""Finds the position of a path in its file: of its key, or of its nearest existing ancestor."""


class OwnFileError(ValueError):
    """One error in a file. The text is one line: file and line, field, the problem, what to do.

    `file` is "" for values without a file. `line` and `column` count from 1, or are None if unknown. `field` is the
    path as the API writes it ("spec.nodeGroups[0].count"), or "".
    """

    def __init__(
        self, message: str, *, file: str = "", line: int | None = None, column: int | None = None, field: str = ""
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        super().__init__(self._text())

    def _text(self) -> str:
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return one_line(": ".join(part for part in (place, self.field, self.message) if part))


class UnreadableFileError(OwnFileError):
    """A file that cannot be read: it is missing, locked, too large, or not text."""


class OwnFileErrors(ValueError):  # noqa: N818 - several errors, a line each
    """All errors of a file. The text has a line for each of the first ones, and the number of the others."""

    def __init__(self, errors: Iterable[OwnFileError]) -> None:
        self.errors = tuple(errors)
        lines = [str(error) for error in self.errors[:MAX_LISTED]]
        more = len(self.errors) - MAX_LISTED
        if more > 0:
            lines.append(one_line(f"{self.errors[0].file}: and {more} more"))
        super().__init__("\n".join(lines))


def one_line(text: str) -> str:
    """Escapes what is not printable, such as line breaks: keys and values of a file can contain anything."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def field_of(path: FieldPath) -> str:
    """`("spec", "taints", 0, "key")` -> `spec.taints[0].key`; a key with dots is written in brackets."""
    return field_text(path, dotted_keys_in_brackets=True)


SHOWN_TYPES: dict[type, str] = {
    dict: "a map", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number",
}  # fmt: skip


def shown_type(value: object) -> str:
    return SHOWN_TYPES.get(type(value), "nothing")
