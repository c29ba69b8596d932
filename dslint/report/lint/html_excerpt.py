"""A piece of a manifest with the error marked, as lines and pieces of lines for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from dslint.findings import Finding, Span
from dslint.report.escapes import visible
from dslint.report.excerpt import lines_of
from dslint.report.terminal import cells

BEFORE, AFTER = 2, 1
"""How many lines are shown around a marked one."""

WIDTH = 160
"""The most characters of a line; a longer one is cut around what is marked."""

AHEAD = 40
"""How many characters stand before the mark of a line that is cut."""

MOST_INDENT = 60
"""How many blanks stand before a note, at most."""

ERROR, RELATED = "error", "related"


class Piece(NamedTuple):
    """A part of a line. `style` is that of a mark, or empty."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """A line of the text with its number, and what is said of its marks. `gap`: lines are left out before it."""

    number: int
    pieces: tuple[Piece, ...]
    notes: tuple[Piece, ...] = ()
    gap: bool = False


class _Mark(NamedTuple):
    """A part of one line; columns count from 0, the end is exclusive."""

    start: int
    end: int
    style: str
    note: str


def excerpt(text: str, finding: Finding) -> list[Line]:
    """The lines of a finding and of its related places in the same file, with those around the first one."""
    if finding.span is None:
        return []
    source = lines_of(text)
    last = len(source) if source[-1] else len(source) - 1  # nothing is shown behind the end of the last line
    marks: dict[int, list[_Mark]] = {}
    for span, style, note in _places(finding):
        if span.line <= len(source):
            marks.setdefault(span.line, []).append(_mark(span, style, note, source[span.line - 1]))
    around = range(max(1, finding.span.line - BEFORE), min(last, finding.span.line + AFTER) + 1)
    found: list[Line] = []
    shown = {*marks, *around}
    shown |= {number + 1 for number in shown if number + 2 in shown}  # a single line is not left out
    for number in sorted(shown):
        gap = bool(found) and found[-1].number != number - 1
        found.append(_line(number, source[number - 1], marks.get(number, ()), gap=gap))
    return found


def _places(finding: Finding) -> Iterable[tuple[Span, str, str]]:
    assert finding.span is not None
    yield finding.span, ERROR, finding.label
    for place in finding.related:
        if place.span is not None and place.file in (None, finding.file):
            yield place.span, RELATED, place.message


def _mark(span: Span, style: str, note: str, line: str) -> _Mark:
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    start = min(span.column - 1, len(line))
    return _Mark(start, max(start, min(end, len(line))), style, note)


def _line(number: int, text: str, marks: Sequence[_Mark], *, gap: bool) -> Line:
    start = _start(text, marks)
    end = min(len(text), start + WIDTH)
    edges = {start, end, *(edge for mark in marks for edge in mark[:2] if start < edge < end)}
    stops = sorted(edges)
    pieces = [Piece(text[first:last], _style(first, last, marks)) for first, last in pairwise(stops)]
    ahead = (Piece("…"),) if start else ()
    behind = (Piece("…"),) if end < len(text) else ()
    notes = (Piece(f"{_indent(text[start : mark.start], ahead)}{mark.note}", mark.style) for mark in marks if mark.note)
    return Line(number, (*ahead, *pieces, *behind), tuple(notes), gap)


def _indent(before: str, ahead: tuple[Piece, ...]) -> str:
    """The blanks that put a note below its mark, or as far to the right as leaves room for it."""
    return " " * min(cells(visible(before[: 4 * MOST_INDENT])) + len(ahead), MOST_INDENT)


def _start(text: str, marks: Sequence[_Mark]) -> int:
    """The first character to show, so that the first mark is among those shown."""
    if len(text) <= WIDTH or not marks:
        return 0
    first = min(mark.start for mark in marks)
    return 0 if first < WIDTH - AHEAD else max(0, min(first - AHEAD, len(text) - WIDTH))


def _style(start: int, end: int, marks: Sequence[_Mark]) -> str:
    """That of the first mark that covers the piece; the finding's own comes first."""
    return next((mark.style for mark in marks if mark.start <= start and end <= mark.end), "")
