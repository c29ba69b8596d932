"""Errors of an inventory, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.findings import FieldPath
from dslint.own_files.errors import OwnFileError, OwnFileErrors
from dslint.own_files.place import FilePlace


class InventoryError(OwnFileError):
    """An inventory that cannot be read."""

    @classmethod
    def of(cls, error: OwnFileError) -> InventoryError:
        """The same error, as one of an inventory."""
        return cls(error.message, file=error.file, line=error.line, column=error.column, field=error.field)


class InventoryErrors(InventoryError):  # noqa: N818 - several errors, a line each
    """Several errors of one inventory. The text has a line for each of the first ones, and the number of the others."""

    def __init__(self, errors: Sequence[InventoryError]) -> None:
        first = errors[0]
        self.errors = tuple(errors)
        super().__init__(first.message, file=first.file, line=first.line, column=first.column, field=first.field)

    def __str__(self) -> str:
        return str(OwnFileErrors(self.errors))


class Place(FilePlace):
    """A place in an inventory."""

    __slots__ = ()

    def error(self, message: str, path: FieldPath = ()) -> InventoryError:
        return InventoryError.of(super().error(message, path))
