"""One of dslint's own files -> its value, and the positions of its parts for errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.limits import OWN_FILE_BYTES
from dslint.own_files.errors import Locator, OwnFileError, OwnFileErrors, Position
from dslint.own_files.files import text_of
from dslint.own_files.place import FilePlace


class OwnFile(NamedTuple):
    """The value of a file, None for an empty file. `prefix` is the part of the file that the value comes from.

    `locate` finds the position of a path in the file.
    """

    name: str
    value: Any
    locate: Locator
    prefix: FieldPath = ()

    def under(self, *path: str | int) -> OwnFile:
        """The part of the file at a path; None where the path does not lead anywhere."""
        value = self.value
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return OwnFile(self.name, value, self.locate, (*self.prefix, *path))

    @property
    def _place(self) -> FilePlace:
        return FilePlace(self.name, self.prefix, self.locate)

    def position(self, path: FieldPath = ()) -> Position | None:
        return self._place.position(path)

    def place(self, path: FieldPath = ()) -> str:
        """`.dslint.yaml:3`."""
        position = self.position(path)
        return f"{self.name}:{position.line}" if position else self.name

    def error(self, message: str, path: FieldPath = ()) -> OwnFileError:
        return self._place.error(message, path)


def read(path: Path, *, most_bytes: int = OWN_FILE_BYTES) -> OwnFile:
    """The one document of a YAML, JSON or TOML file.

    Raises UnreadableFileError if there is no readable text, OwnFileErrors for errors in the text.
    """
    return read_text(text_of(path, most_bytes=most_bytes), str(path), is_toml=path.suffix == ".toml")


def read_text(text: str, name: str, *, is_toml: bool = False) -> OwnFile:
    """The same for a text. Raises OwnFileErrors."""
    if is_toml:
        from dslint.own_files.toml_text import read_toml

        value, errors, locate = read_toml(text, name)
        return _read(OwnFile(name, value, locate), errors)
    if text.lstrip()[:1] in ("{", "["):
        from dslint.own_files.json_text import NotPlainJSONError, read_json

        try:
            return OwnFile(name, read_json(text), _LazyPositions(text, name))
        except NotPlainJSONError:
            pass
    from dslint.own_files.yaml_text import read_document

    value, errors, places = read_document(text, name)
    return _read(OwnFile(name, value, places), errors)


def _read(file: OwnFile, errors: list[OwnFileError]) -> OwnFile:
    if errors:
        raise OwnFileErrors(errors)
    return file


class _LazyPositions:
    """Positions in a JSON text, which is read again for them."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._positions: Locator | None = None

    def __call__(self, path: FieldPath) -> Position | None:
        if self._positions is None:
            from dslint.own_files.yaml_text import read_document

            self._positions = read_document(self._text, self._name)[2]
        return self._positions(path)
