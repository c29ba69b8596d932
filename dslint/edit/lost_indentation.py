"""A manifest that lost its indentation, rebuilt from the schema: each line goes to the open place with its field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dslint.edit.indentation_reading import IN_BLOCK, Reading
from dslint.edit.indentation_search import NoPlaceError, Search
from dslint.edit.manifest_lines import Entry, Line, Shape, entry_at, lines_of
from dslint.edit.open_places import MERGE
from dslint.findings import FieldPath, TextEdit
from dslint.kubernetes.field_path import field_text
from dslint.kubernetes.release import NEWEST, OLDEST, Version
from dslint.limits import REBUILT_LINES
from dslint.schema.definitions import Definitions, definitions
from dslint.source import places
from dslint.source.document_reader import read_text
from dslint.source.documents import Content

LINE = "{line}"
"""What stands for the number of the line in the text of a RebuildError."""

_STEP = 2
_FOLDS_BY_INDENTATION = re.compile(r"(?:\b(?:do|then|else)|[{(\\])$", re.MULTILINE)
_INDENTATION_COUNTS = re.compile(r"<<|^- |:$|^[\w./\"'-]+:\s", re.MULTILINE)
"""What stands in texts in which indentation counts: here documents, YAML, Python."""


class Doubt(NamedTuple):
    """A line of the text, from 0, and what is not known of it."""

    line: int
    message: str


class Rebuilt(NamedTuple):
    """The edits that give a text its indentation, by offsets in it, and the lines that may be wrong."""

    edits: tuple[TextEdit, ...]
    doubts: tuple[Doubt, ...]


class RebuildError(ValueError):
    """Why a text cannot be rebuilt, as a clause; `line` is the line that LINE stands for, from 0, or None."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def rebuilt(text: str, version: Version) -> Rebuilt:
    """The indentation of a document's text by the types of a version, or of the newest one that has all its fields.

    Raises RebuildError.
    """
    lines = lines_of(text)
    if len(lines) > REBUILT_LINES:
        raise RebuildError(f"it has more than {REBUILT_LINES} lines")
    api_version, kind = (_top_value(lines, key) for key in ("apiVersion", "kind"))
    reading = _reading(lines, api_version, kind, version)
    edits = tuple(_edits(lines, reading))
    doubts = (*_doubtful_texts(lines, reading), *_doubtful_lines(reading))
    _read_back(text, edits, reading)
    return Rebuilt(edits, tuple(sorted(doubts)))


def _top_value(lines: list[Line], key: str) -> str:
    for line in lines:
        if line.text.startswith(key):
            entry = entry_at(lines, line.number)
            if entry is not None and entry.key == key:
                return entry.value.strip("\"'")
    return ""


def _reading(lines: list[Line], api_version: str, kind: str, version: Version) -> Reading:
    failed: NoPlaceError | None = None
    hints = max(line.width for line in lines) > 1
    entries: dict[int, Entry | None] = {}
    for known in _definitions(api_version, kind, version):
        root = {"$ref": f"#/$defs/{known.of(api_version, kind)}"}
        try:
            return Search(known, lines, entries, hints=hints).best(root)
        except NoPlaceError as error:
            failed = failed or error
    if failed is None:
        raise RebuildError(f"dslint does not know the fields of {kind or 'an object without kind'} in {api_version!r}")
    raise RebuildError(f"no field above line {LINE} takes `{_shown(lines[failed.number])}`", failed.number)


def _definitions(api_version: str, kind: str, version: Version) -> Iterator[Definitions]:
    """The types of a version, then those of the newest that has the kind, of the oldest, and of one between them."""
    if kind == "List":
        return
    own = definitions(version)
    if own.of(api_version, kind) is not None:
        yield own
    every = (definitions((NEWEST[0], minor)) for minor in range(NEWEST[1], OLDEST[1] - 1, -1))
    having = [known for known in every if known.of(api_version, kind) is not None]
    for index in (0, -1, len(having) // 2) if having else ():
        if having[index] is not own:
            yield having[index]


def _shown(line: Line) -> str:
    return line.text if len(line.text) <= 40 else f"{line.text[:37]}..."


def _edits(lines: list[Line], reading: Reading) -> Iterator[TextEdit]:
    column = 0
    columns: dict[int, int] = {}
    for line in reversed(lines):
        choice = reading.choices[line.number]
        if choice is not None and choice.column != IN_BLOCK:
            column = choice.column
        if choice is None or choice.column != IN_BLOCK:
            columns[line.number] = column
    for first, group in _groups(reading):
        base = _inner_column(lines, first, columns[first])
        least = min((lines[number].width for number in group if lines[number].text), default=0)
        columns.update({number: base + lines[number].width - least for number in group})
    for line in lines:
        blanks = " " * columns[line.number]
        if line.text and line.text != "..." and blanks != _written_blanks(line):
            yield TextEdit(line.start, line.start + line.blanks, blanks)


def _written_blanks(line: Line) -> str | None:
    """The blanks in front of a line, if they are spaces."""
    return " " * line.blanks if line.blanks == line.width else None


def _groups(reading: Reading) -> Iterator[tuple[int, list[int]]]:
    """Each line whose value goes on, with the lines on which it does."""
    first, group = 0, []
    for number, choice in enumerate(reading.choices):
        if choice is None:
            continue
        if choice.column == IN_BLOCK:
            group.append(number)
            continue
        if group:
            yield first, group
        first, group = number, []
    if group:
        yield first, group


def _inner_column(lines: list[Line], number: int, column: int) -> int:
    """The column at which a value that begins in a line goes on."""
    entry = entry_at(lines, number)
    assert entry is not None
    return column + entry.dash + (_STEP if entry.key is not None else 0)


def _doubtful_texts(lines: list[Line], reading: Reading) -> Iterator[Doubt]:
    """Texts behind `|` whose own indentation is lost. Raises RebuildError where it may have counted."""
    for first, group in _groups(reading):
        entry = entry_at(lines, first)
        if entry is None or entry.shape is not Shape.BLOCK:
            continue
        _check_indicator(entry, first)
        texts = [lines[number] for number in group if lines[number].text]
        if len({line.width for line in texts}) > 1:
            continue
        counts = _FOLDS_BY_INDENTATION if ">" in entry.value else _INDENTATION_COUNTS
        if counts.search("\n".join(line.text for line in texts)):
            raise RebuildError(f"nobody can tell how the text that begins in line {LINE} was indented", first)
        yield Doubt(first, "the text below had an indentation of its own, if any, that is lost")


def _check_indicator(entry: Entry, number: int) -> None:
    if re.search(r"[|>][+-]?[0-9]", entry.value):
        raise RebuildError(f"the text that begins in line {LINE} says how far it is indented", number)


def _doubtful_lines(reading: Reading) -> Iterator[Doubt]:
    others: dict[int, list[FieldPath]] = {}
    for number, path in sorted(reading.rivals, key=str):
        others.setdefault(number, []).append(path)
    for number, paths in others.items():
        where = " or ".join(dict.fromkeys(_parent_text(path) for path in paths))
        choice = reading.choices[number]
        assert choice is not None
        if choice.begins:
            yield Doubt(number, f"is put into {_parent_text(choice.path)}; it could also belong to {where}")


def _parent_text(path: FieldPath) -> str:
    return field_text(path[:-1]) or "the object itself"


def _read_back(text: str, edits: tuple[TextEdit, ...], reading: Reading) -> None:
    """Raises RebuildError if a line of the new text does not stand at the path that it was given."""
    parts, end = [], 0
    for edit in edits:
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    document = read_text("".join((*parts, text[end:])), "").documents[0]
    if document.content is not Content.OBJECT:
        raise RebuildError(f"the result could not be read: {document.faults[0].message if document.faults else ''}")
    for number, choice in enumerate(reading.choices):
        if choice is not None and choice.begins and MERGE not in choice.path:
            place, own = places.find(document.top, choice.path)
            if not own or document.lines.position(places.begin_of(place) + document.offset)[0] != number + 1:
                raise RebuildError(f"line {LINE} would be read otherwise than meant", number)
