"""Places in a text as dslint and as the protocol count them.

dslint counts lines and columns from 1, in code points, without a byte order mark. The protocol counts both from 0,
columns in the units of an encoding: an emoji is one code point, two units of UTF-16 and four of UTF-8.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from lsprotocol import types

from dslint.findings import Span
from dslint.source.lines import Lines

_BYTE_ORDER_MARK = "\ufeff"

UTF8, UTF16, UTF32 = (kind.value for kind in types.PositionEncodingKind)


class Positions:
    """Converts places of one text. What lies outside the text is moved to its nearest place, as the protocol asks."""

    def __init__(self, text: str, encoding: str = UTF16) -> None:
        self.text = text
        self._encoding = encoding

    def range(self, span: Span | None) -> types.Range:
        """The range of a span; without one, the beginning of the text."""
        if span is None:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        return types.Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def position(self, line: int, column: int) -> types.Position:
        if line == 1 and self.text.startswith(_BYTE_ORDER_MARK):
            column += 1
        number = min(line, len(self._starts)) - 1
        start, end = self._bounds(number)
        return types.Position(number, self._units(self.text[start : min(start + column - 1, end)]))

    def at(self, offset: int) -> types.Position:
        """The position of an offset in code points."""
        number = bisect_right(self._starts, offset) - 1
        return types.Position(number, self._units(self.text[self._starts[number] : offset]))

    def offset(self, position: types.Position) -> int:
        """The offset of a position in code points."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._bounds(max(position.line, 0))
        line = self.text[start:end]
        if line.isascii() or self._encoding == UTF32:
            return start + min(max(position.character, 0), len(line))
        units = 0
        for index, character in enumerate(line):
            if units >= position.character:
                return start + index
            units += self._units(character)
        return end

    def line(self, number: int) -> str:
        """A line, counted from 0, without its end; "" behind the text."""
        if not 0 <= number < len(self._starts):
            return ""
        start, end = self._bounds(number)
        return self.text[start:end]

    def lines(self) -> list[str]:
        """All lines without their ends."""
        return Lines(self.text).texts()

    def line_start(self, number: int) -> int:
        """The offset at which a line starts, counted from 0."""
        return self._starts[min(number, len(self._starts) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return Lines(self.text).starts()

    def _bounds(self, number: int) -> tuple[int, int]:
        """Where a line starts and ends, without its line end."""
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def _units(self, text: str) -> int:
        if text.isascii() or self._encoding == UTF32:
            return len(text)
        if self._encoding == UTF8:
            return len(text.encode("utf-8"))
        return len(text.encode("utf-16-le")) // 2
