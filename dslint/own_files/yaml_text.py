"""YAML in dslint's own files: one document with JSON's types.

Scalars are read as in manifests (dates are strings). Keys that are not strings, repeated keys, tags of other types and
values that nest too deep are errors.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from dslint.limits import OWN_FILE_LEVELS
from dslint.own_files.errors import OwnFileError, Position, field_of
from dslint.source import places, text_errors
from dslint.source.constructor import Constructor
from dslint.source.frames import ListFrame, MapFrame
from dslint.source.goyaml_differences import DifferenceInspector
from dslint.source.lines import Lines
from dslint.source.scalars import Scalar
from dslint.source.splitter import Piece, split
from dslint.source.text_errors import TextError, TextRange
from dslint.source.yaml_text import Reading, read_yaml

_CORE = "tag:yaml.org,2002:"
_TAGS = frozenset({None, "!", *(_CORE + name for name in ("str", "int", "float", "bool", "null", "map", "seq"))})
_KEY_TYPES: dict[type, str] = {bool: "true or false", int: "a number", float: "a number"}


class OwnConstructor(Constructor):
    """Reads a document as its parent does, but rejects what only Kubernetes' library accepts."""

    __slots__ = ()

    def __init__(self, inspector: DifferenceInspector | None = None, *, restores: bool = False) -> None:  # noqa: ARG002
        # An inspector finds what Kubernetes reads in another way; `{{` and a question mark in brackets are text here.
        super().__init__(None, restores=restores)

    def scalar(self, event: Any) -> None:
        self._check_tag(event)
        super().scalar(event)

    def _open(self, event: Any, kind: type[MapFrame | ListFrame]) -> None:
        self._check_tag(event)
        if len(self.tree.frames) == OWN_FILE_LEVELS + 1:
            message = f"nests deeper than {OWN_FILE_LEVELS} levels; dslint does not read more"
            self.tree.fail(text_errors.SYNTAX, message, TextRange(event.start_mark.index, event.end_mark.index))
        super()._open(event, kind)

    def _check_tag(self, event: Any) -> None:
        if event.tag not in _TAGS:
            shown = "!!" + event.tag.removeprefix(_CORE) if event.tag.startswith(_CORE) else event.tag
            place = TextRange(event.start_mark.index, event.end_mark.index)
            self.tree.fail(text_errors.VALUE_OUTSIDE_JSON, f"the tag {shown} has no meaning here; remove it", place)
            event.tag = None

    def _key(self, value: Scalar, start: int, end: int) -> None:
        if isinstance(value, str):
            self.tree.take_key(value, start, end)
            return
        # The key comes first, so that a path does not name the previous key.
        self.tree.take_key(None, start, end)
        shown = json.dumps(value)
        kind = _KEY_TYPES.get(type(value))
        message = f"the key {shown} is {kind}" if kind else f"a key is {shown}"
        self.tree.fail(text_errors.KEY_OF_NO_TEXT, f'{message}; put it in quotes: "{shown}"', TextRange(start, end))


def read_document(text: str, name: str) -> tuple[Any, list[OwnFileError], OwnPlaces]:
    """The value of a text, its errors, and the positions of its parts. The value of an empty text is None."""
    lines = Lines(text)
    pieces = [piece for piece in split(text) if piece.content is not None or piece.intruder is not None]
    piece = pieces[0] if pieces else Piece("", 0, None)
    reading = read_yaml(piece.text, OwnConstructor)
    found = OwnPlaces(lines, piece.offset, reading)
    errors = [text_error(fault, found.at, name) for fault in _first_at_each_place(reading.faults)]
    errors += [_text_after_marker(other, lines, name) for other in pieces if other.intruder is not None][:1]
    errors += [_second_document(other, lines, name) for other in pieces[1:2] if other.intruder is None]
    return reading.value, errors, found


class OwnPlaces:
    """The positions of the parts of a document; lines are counted on demand."""

    def __init__(self, lines: Lines, offset: int, reading: Reading) -> None:
        self._lines, self._offset, self._reading = lines, offset, reading

    def __call__(self, path: tuple[str | int, ...]) -> Position:
        place, own = places.find(self._reading.place, path)
        stretch = places.key_of(place) if own else places.nearest_key(place)
        return self.at(stretch.start)

    def at(self, offset: int) -> Position:
        return Position(*self._lines.position(offset + self._offset))


def _first_at_each_place(found: tuple[TextError, ...]) -> Iterator[TextError]:
    """Of several errors at one place, the first says the most."""
    seen = set()
    for fault in found:
        if fault.place.start not in seen:
            seen.add(fault.place.start)
            yield fault


def text_error(fault: TextError, position_at: Callable[[int], Position], name: str) -> OwnFileError:
    """An error in a text. `position_at` finds the position of an offset."""
    position = position_at(fault.place.start)
    message = fault.message.removeprefix("json: ")  # the prefix of Go's messages
    if fault.help is not None:
        message = f"{message}; {fault.help}"
    if fault.code == text_errors.DUPLICATE_KEY:
        first = f", first on line {position_at(fault.related[0][1].start).line}" if fault.related else ""
        message = f"is set twice{first}; remove one"
    elif fault.code == text_errors.SYNTAX and not fault.path:
        message = f"is not valid YAML: {message}"
    return OwnFileError(message, file=name, line=position.line, column=position.column, field=field_of(fault.path))


def _second_document(piece: Piece, lines: Lines, name: str) -> OwnFileError:
    line, column = lines.position(piece.offset + (piece.content or 0))
    return OwnFileError("contains a second document; write one document per file", file=name, line=line, column=column)


def _text_after_marker(piece: Piece, lines: Lines, name: str) -> OwnFileError:
    line, column = lines.position(piece.intruder or 0)
    return OwnFileError("write --- alone on its line", file=name, line=line, column=column)
