"""Offsets of a text -> lines and columns, counted as editors count: a line ends with LF, CRLF or CR, nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right

from dslint.findings import Span
from dslint.source.text_errors import TextRange

_LINE_END = re.compile(r"\r\n|\n|\r")

_SMALL = 10_000
"""Characters of a text in which lines are counted anew for each offset: most files have few lines and few findings."""


class Lines:
    """The lines of one text; their offsets are computed on demand."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; an offset behind the text is its end."""
        offset = min(max(offset, 0), len(self.text))
        if not self._starts and len(self.text) <= _SMALL and "\r" not in self.text:
            before = self.text.rfind("\n", 0, offset) + 1
            return self.text.count("\n", 0, before) + 1, offset - before + 1
        starts = self.starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def starts(self) -> list[int]:
        """The offset of each line."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._starts

    def texts(self) -> list[str]:
        """The text of each line, without its end."""
        return _LINE_END.split(self.text)

    def span(self, stretch: TextRange) -> Span:
        """The stretch without the blanks at its end, unless it is nothing but blanks."""
        piece = self.text[stretch.start : stretch.end]
        kept = len(piece.rstrip()) or len(piece.rstrip("\r\n"))
        return Span(*self.position(stretch.start), *self.position(stretch.start + kept))
