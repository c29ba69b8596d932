"""A place in a file: what an error there needs to name the file, the line and the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dslint.findings import FieldPath
from dslint.own_files.errors import Locator, OwnFileError, Position, field_of
from dslint.own_files.type_wording import type_fault

if TYPE_CHECKING:
    from typing_extensions import Self


class FilePlace(NamedTuple):
    """The place of an object: its file ("" without one), its path in the file, and what finds positions there."""

    file: str = ""
    prefix: FieldPath = ()
    locate: Locator | None = None

    def under(self, *path: str | int) -> Self:
        return type(self)(self.file, self.prefix + path, self.locate)

    def position(self, path: FieldPath = ()) -> Position | None:
        return self.locate(self.prefix + path) if self.locate else None

    def line(self, path: FieldPath = ()) -> int | None:
        position = self.position(path)
        return position.line if position else None

    def error(self, message: str, path: FieldPath = ()) -> OwnFileError:
        """An error at a path below the object."""
        line, column = self.position(path) or (None, None)
        return OwnFileError(message, file=self.file, line=line, column=column, field=field_of(self.prefix + path))

    def type_error(self, message: str, value: object) -> OwnFileError:
        """An error from msgspec's message about a part of `value` that has the wrong type."""
        path, wording = type_fault(message, value)
        return self.error(wording, path)
