"""A piece of a manifest with the error underlined, as compilers show it.

   |
10 |       app: agent
   |       ---------- the selector asks for app=agent
...
14 |         app: agnet
   |         ^^^^^^^^^^
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dslint.findings import Span
from dslint.report.escapes import visible
from dslint.report.terminal import Ink, Terminal, cells, cropped, wrapped

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LEAST_ROOM = 20


class Mark(NamedTuple):
    """A span to underline with `sign`, and the label beside it."""

    span: Span
    label: str
    sign: str
    ink: Ink


def excerpt(text: str, marks: Iterable[Mark], terminal: Terminal) -> Iterator[str]:
    """The marked lines of a text, each with its marks below it."""
    by_line: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.span.line, mark.span.column)):
        by_line.setdefault(mark.span.line, []).append(mark)
    sheet = _Sheet(lines_of(text), len(str(max(by_line))), terminal)
    yield sheet.gutter()
    previous = None
    for number, marked in by_line.items():
        yield from sheet.between(previous, number)
        yield from sheet.marked(number, marked)
        previous = number


@lru_cache(maxsize=2)
def lines_of(text: str) -> list[str]:
    """Cached, because the findings of a file follow each other."""
    return _LINE_BREAK.split(text)


class _Sheet(NamedTuple):
    """The lines of a text, shown beside a column of line numbers that are `digits` wide."""

    lines: list[str]
    digits: int
    terminal: Terminal

    def between(self, before: int | None, number: int) -> Iterator[str]:
        """The lines between two marked lines: a single line is shown, several are left out."""
        if before is None or number - before == 1:
            return
        if number - before == 2:
            yield f"{self.gutter(before + 1)} {cropped(visible(self.line(before + 1)), self.room)}".rstrip()
        else:
            yield self.terminal.paint("...", Ink.GUTTER)

    def marked(self, number: int, marks: list[Mark]) -> Iterator[str]:
        """The line with its marks below it; a long line once more for marks that are further to the right."""
        line = self.line(number)
        start, ahead = 0, ""
        for index, mark in enumerate(marks):
            first = max(mark.span.column - 1, start)
            before = self.width(ahead, line, start, first)
            if not index or before >= self.room:
                start = self.start(line, mark.span.column - 1)
                ahead, first = "…" if start else "", mark.span.column - 1
                before = self.width(ahead, line, start, first)
                piece = visible(line[start : start + self.most])
                yield f"{self.gutter(number)} {cropped(ahead + piece, self.room)}".rstrip()
            end = mark.span.end_column - 1 if mark.span.end_line == number else len(line.rstrip())
            length = max(1, min(self.width("", line, first, end), self.room - before))
            yield from self.underlined(before, mark.sign * length, mark)

    def width(self, ahead: str, line: str, first: int, end: int) -> int:
        """The columns of a piece of a line; of a long piece, more than there is room for."""
        return cells(ahead + visible(line[first : min(end, first + self.most)]))

    def underlined(self, before: int, underline: str, mark: Mark) -> Iterator[str]:
        """The underline after some columns, with the label beside it, or below it if there is no room."""
        beside = f"{underline} {mark.label}".rstrip()
        if before + cells(beside) <= self.room:
            yield f"{self.gutter()} {' ' * before}{self.terminal.paint(beside, mark.ink)}"
            return
        yield f"{self.gutter()} {' ' * before}{self.terminal.paint(underline, mark.ink)}"
        longest = max(map(cells, wrapped(mark.label, self.room)))
        indent = " " * max(0, min(before, self.room - longest))
        for line in wrapped(mark.label, self.room):
            yield f"{self.gutter()} {indent}{self.terminal.paint(line, mark.ink)}"

    def start(self, line: str, column: int) -> int:
        """The first character of a long line to show, so that `column` (from 0) is visible with some context."""
        if self.width("", line, 0, len(line)) <= self.room or self.width("", line, 0, column) < self.room * 2 // 3:
            return 0
        return max(0, column - self.room // 4)

    def line(self, number: int) -> str:
        return self.lines[number - 1] if number <= len(self.lines) else ""

    @property
    def room(self) -> int:
        return max(_LEAST_ROOM, self.terminal.width - self.digits - 3)

    @property
    def most(self) -> int:
        """The characters of a line that are looked at: a manifest may be one line of megabytes."""
        return 4 * self.room

    def gutter(self, number: int | None = None) -> str:
        return self.terminal.paint(f"{'' if number is None else number:>{self.digits}} |", Ink.GUTTER)
