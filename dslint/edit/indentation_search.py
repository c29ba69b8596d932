"""The reading of lines without indentation in which each goes to a place that has it: the likeliest, and its rivals."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.edit.indentation_reading import (
    IN_BLOCK,
    Choice,
    Reading,
    best_of,
    joined,
    mismatched,
    placed,
    rank,
    with_top,
)
from dslint.edit.manifest_lines import Entry, Line, Shape, entry_at
from dslint.edit.open_places import MERGE, disagreements, is_open_for, place_at
from dslint.schema.definitions import Definitions, Schema

_STEP = 2
_SELECTOR = ("spec", "selector", "matchLabels")
_LABELS = ("spec", "template", "metadata", "labels")


class NoPlaceError(ValueError):
    """A line that no open place takes; `number` is the line's, from 0."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Search:
    """Reads lines; `hints` tells whether what is left of their indentation says anything.

    `entries` are what lines say, as far as it is known, to be shared with other searches.
    """

    def __init__(
        self, known: Definitions, lines: list[Line], entries: dict[int, Entry | None] | None = None, *, hints: bool
    ) -> None:
        self.known = known
        self.lines = lines
        self.hints = hints
        self.entries = {} if entries is None else entries

    def best(self, root: Schema) -> Reading:
        """The likeliest reading of all lines; of equal ones that in which each line goes to the nearest place.

        Raises NoPlaceError.
        """
        readings = [Reading((place_at(self.known, root, (), 0, 0),))]
        for number, line in enumerate(self.lines):
            following = [after for before in readings for after in self._after(before, number, line)]
            if not following:
                raise NoPlaceError(number)
            readings = best_of(following)
        whole = [self._closed(reading, 0) for reading in readings]
        judged = [reading._replace(faults=reading.faults + mismatched(reading)) for reading in whole]
        return joined(sorted(judged, key=rank))

    def _after(self, reading: Reading, number: int, line: Line) -> Iterator[Reading]:
        if number < reading.next_line:
            yield placed(
                reading, Choice(reading.choices[-1].path, IN_BLOCK, begins=False) if reading.choices[-1] else None
            )
            return
        if line.is_blank:
            yield placed(reading, None)
            return
        if reading.block is not None:
            yield from self._in_block(reading, number, line)
            return
        if line.is_comment or line.text == "...":
            yield placed(reading, None)
            return
        entry = self._entry(number)
        if entry is not None:
            yield from self._options(reading, line, entry)

    def _in_block(self, reading: Reading, number: int, line: Line) -> Iterator[Reading]:
        """A line behind `|` ends the text where an open place has it; else it is more of the text."""
        assert reading.block is not None
        opened = reading.choices[reading.block]
        assert opened is not None
        ended: list[Reading] = []
        if not line.is_comment:
            entry = self._entry(number)
            if entry is not None:
                ended = [*self._options(reading._replace(block=None), line, entry)]
        yield from ended
        inside = Choice(opened.path, IN_BLOCK, begins=False)
        yield placed(reading._replace(oddities=reading.oddities + bool(ended)), inside)

    def _entry(self, number: int) -> Entry | None:
        if number not in self.entries:
            self.entries[number] = entry_at(self.lines, number)
        return self.entries[number]

    def _options(self, reading: Reading, line: Line, entry: Entry) -> Iterator[Reading]:
        """The reading with the line in each place that takes it, the nearest first."""
        if not entry.dash and entry.key is None:
            if reading.pending is not None:
                column = reading.stack[-1].column + _STEP
                choice = Choice(reading.pending_path, column, begins=False)
                yield from self._value(reading._replace(pending=None), line, entry, reading.pending, choice)
            return
        if reading.pending is not None and is_open_for(self.known, reading.pending, entry):
            yield from self._within(self._opened(reading, line, entry), line, entry)
        if reading.pending is not None:
            reading = reading._replace(pending=None, faults=reading.faults + self._left(reading))
        for depth in range(len(reading.stack), 0, -1):
            if reading.stack[depth - 1].is_list == bool(entry.dash):
                yield from self._within(self._closed(reading, depth), line, entry)

    def _opened(self, reading: Reading, line: Line, entry: Entry) -> Reading:
        """The place that the key above opens, with this line as its first."""
        assert reading.pending is not None
        parent = reading.stack[-1]
        column = parent.column if entry.dash else parent.column + _STEP
        if self.hints and (line.width > parent.column or (entry.dash and line.width == parent.column)):
            column = line.width
        odd = self.hints and line.width > 0 and line.width < parent.written + (not entry.dash)
        place = place_at(self.known, reading.pending, reading.pending_path, column, line.width)
        return reading._replace(
            stack=(*reading.stack, place), pending=None, pending_path=(), faults=reading.faults + odd
        )

    def _within(self, reading: Reading, line: Line, entry: Entry) -> Iterator[Reading]:
        """The reading with the line in its innermost place, if that takes it."""
        place = reading.stack[-1]
        if self.hints and line.width > 0:
            reading = reading._replace(faults=reading.faults + (place.written != line.width))
        if not entry.dash:
            yield from self._field(reading, line, entry, place.column)
            return
        item = place.schema["items"]
        path = (*place.path, place.items)
        reading = with_top(reading, place._replace(items=place.items + 1))
        if entry.key is None:
            yield from self._value(reading, line, entry, item, Choice(path, place.column))
        elif is_open_for(self.known, item, entry._replace(dash=0)):
            inner = place_at(self.known, item, path, place.column + entry.dash, line.width + entry.dash)
            yield from self._field(
                reading._replace(stack=(*reading.stack, inner)), line, entry._replace(dash=0), place.column
            )

    def _field(self, reading: Reading, line: Line, entry: Entry, column: int) -> Iterator[Reading]:
        place, key = reading.stack[-1], entry.key
        if key is None or not place.has_field(key):
            return
        schema = place.schema if key == MERGE else self.known.below(place.schema, key)
        if schema is None:
            return
        path = (*place.path, key)
        above = reading.stack[:-1]
        pairs = reading.pairs
        if place.path in (_SELECTOR, _LABELS):
            pairs |= {(place.path == _SELECTOR, key, entry.value.strip("\"'"))}
        reading = with_top(reading, place._replace(keys=place.keys | {key}))
        reading = reading._replace(
            faults=reading.faults + place.is_never(key, entry.value, above),
            oddities=reading.oddities + place.is_seldom(key, above),
            pairs=pairs,
        )
        yield from self._value(reading, line, entry, schema, Choice(path, column))

    def _value(self, reading: Reading, line: Line, entry: Entry, schema: Schema, choice: Choice) -> Iterator[Reading]:
        """The reading with the value of the line, if its type allows it."""
        found = disagreements(self.known, schema, entry)
        if found is None:
            return
        reading = reading._replace(faults=reading.faults + found, next_line=entry.end)
        if entry.shape is Shape.NOTHING:
            reading = reading._replace(pending=schema, pending_path=choice.path)
        if entry.shape is Shape.BLOCK:
            reading = reading._replace(block=line.number)
        yield placed(reading, choice)

    def _closed(self, reading: Reading, depth: int) -> Reading:
        """The reading with nothing open below a depth; what is missing there counts."""
        missing = sum(place.missing for place in reading.stack[depth:])
        faults = reading.faults + missing + self._left(reading)
        return reading._replace(stack=reading.stack[:depth], pending=None, faults=faults)

    def _left(self, reading: Reading) -> int:
        """What it costs if the value of the last line is not given."""
        if reading.pending is None:
            return 0
        types = self.known.resolved(reading.pending).get("type", ())
        return 1 if "object" in types or "array" in types else 2
