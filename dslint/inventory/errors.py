"""Errors of an inventory, each with its place."""

from __future__ import annotations

from dslint.findings import FieldPath
from dslint.own_files.errors import OwnFileError
from dslint.own_files.place import FilePlace


class InventoryError(OwnFileError):
    """An inventory that cannot be read."""

    @classmethod
    def of(cls, error: OwnFileError) -> InventoryError:
        """The same error, as one of an inventory."""
        return cls(error.message, file=error.file, line=error.line, column=error.column, field=error.field)


class Place(FilePlace):
    """A place in an inventory."""

    __slots__ = ()

    def error(self, message: str, path: FieldPath = ()) -> InventoryError:
        return InventoryError.of(super().error(message, path))
