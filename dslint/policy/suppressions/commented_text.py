"""A text with comments: where its scalars, nodes and documents begin and end, computed once for all comments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from dslint.source.documents import Document, Source
from dslint.source.lines import Lines
from dslint.source.places import Place, begin_of, children_of, value_of
from dslint.source.text_errors import TextRange

_SEPARATOR = "---"


class CommentedText:
    """The text of a source. Lines are numbered from 1."""

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self.text = source.text
        self.lines = Lines(source.text)
        self._documents = source.documents
        self._ends: dict[int, int] = {}

    def in_scalar(self, offset: int) -> bool:
        """Whether a key or a scalar value contains the offset."""
        starts, ends = self._scalars
        found = bisect_right(starts, offset)
        return found > 0 and ends[found - 1] > offset

    def starts_line(self, offset: int) -> bool:
        """Whether only blanks precede the offset in its line."""
        return not self.text[offset - self.lines.position(offset)[1] + 1 : offset].strip()

    def document_lines(self, line: int) -> tuple[int, int | None]:
        """First and last line of the document: from the separator above the line to the one below it."""
        found = bisect_right(self._separators, line)
        first = self._separators[found - 1] if found else 1
        return first, self._separators[found] - 1 if found < len(self._separators) else None

    def node_below(self, line: int) -> tuple[int, int] | None:
        """First and last line of the largest node that begins in the next line with content; None without one."""
        found = bisect_right(self._content, line)
        if found == len(self._content) or self._content[found] not in self._nodes:
            return None
        below = self._content[found]
        if below not in self._ends:
            document, place = self._nodes[below]
            self._ends[below] = max(document.span(value_of(place)).end_line, below)
        return below, self._ends[below]

    @cached_property
    def _scalars(self) -> tuple[list[int], list[int]]:
        """Where scalars start, ascending, and the furthest end of those that start up to there."""
        ranges = sorted(
            (stretch.start + document.offset, stretch.end + document.offset)
            for document in self._documents
            for place in _places(document.top)
            for stretch in _scalars_of(place)
        )
        return [start for start, _ in ranges], list(accumulate((end for _, end in ranges), max))

    @cached_property
    def _nodes(self) -> dict[int, tuple[Document, Place]]:
        """The largest node that begins in each line."""
        found: dict[int, tuple[Document, Place]] = {}
        for document in self._documents:
            for place in _places(document.top):
                if place is not document.top:
                    line = self.lines.position(begin_of(place) + document.offset)[0]
                    found.setdefault(line, (document, place))
        return found

    @cached_property
    def _content(self) -> list[int]:
        """The lines that are neither blank nor a comment alone."""
        texts = (text.strip() for text in self.lines.texts())
        return [number for number, text in enumerate(texts, 1) if text and not text.startswith("#")]

    @cached_property
    def _separators(self) -> list[int]:
        return [number for number, text in enumerate(self.lines.texts(), 1) if text.startswith(_SEPARATOR)]


def _places(top: Place) -> Iterator[Place]:
    """Every place, outer ones first. What several aliases share is visited once."""
    seen = {id(top[4])}
    yield top
    waiting = [top]
    while waiting:
        inner = list(children_of(waiting.pop()))
        yield from inner
        for place in reversed(inner):
            if place[4] and id(place[4]) not in seen:
                seen.add(id(place[4]))
                waiting.append(place)


def _scalars_of(place: Place) -> Iterator[TextRange]:
    yield TextRange(place[0], place[1])
    if not place[4]:
        yield TextRange(place[2], place[3])
