"""A text while it is edited, and its changes as edits of the text as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dslint.findings import TextEdit

_LINE_END = re.compile(r"\r\n|\n|\r")


class _Piece(NamedTuple):
    """A stretch of the original text, from `start` to `end`; or a new text that stands between two of them."""

    start: int
    end: int
    new: str | None = None

    @property
    def size(self) -> int:
        return self.end - self.start if self.new is None else len(self.new)


class Draft:
    """A text that is changed piece by piece. All offsets are those of `text`, the text as it is now."""

    def __init__(self, text: str, newline: str | None = None) -> None:
        self.original = text
        self._text: str | None = text
        self._pieces = [_Piece(0, len(text))] if text else []
        self.newline = newline or _newline(text)

    @property
    def text(self) -> str:
        if self._text is None:
            parts = (self.original[one.start : one.end] if one.new is None else one.new for one in self._pieces)
            self._text = "".join(parts)
        return self._text

    def copy(self) -> Draft:
        """The same text, to be changed on its own."""
        copy = Draft(self.original, self.newline)
        copy._text, copy._pieces = self._text, self._pieces
        return copy

    def replace(self, start: int, end: int, new: str) -> None:
        """Put a text in place of what stands from `start` up to `end`."""
        self.replace_all([TextEdit(start, end, new)])

    def replace_all(self, edits: Sequence[TextEdit]) -> None:
        """Make edits that do not overlap, in the order of the text."""
        rest = self._pieces[::-1]
        pieces: list[_Piece] = []
        position = 0
        for edit in edits:
            pieces += _taken(rest, edit.start - position)
            _taken(rest, edit.end - edit.start)
            if edit.text:
                pieces.append(_Piece(0, 0, edit.text))
            position = edit.end
        self._pieces = [*pieces, *rest[::-1]]
        self._text = None  # put together when it is asked for: many edits of a long text do not ask

    def edits(self, offset: int = 0) -> list[TextEdit]:
        """What changes the original text, which begins at an offset of another, to the text as it is now."""
        found: list[TextEdit] = []
        position, new = 0, ""
        for piece in (*self._pieces, _Piece(len(self.original), len(self.original))):
            if piece.new is not None:
                new += piece.new
                continue
            if new or piece.start > position:
                found.append(_smallest(self.original, position, piece.start, new))
            position, new = piece.end, ""
        return [
            TextEdit(edit.start + offset, edit.end + offset, edit.text)
            for edit in found
            if edit.text or edit.end > edit.start
        ]

    @property
    def ends_anew(self) -> bool:
        """Whether its last character is not the original's."""
        return bool(self._pieces) and self._pieces[-1].new is not None

    def line_start(self, offset: int) -> int:
        """Where the line begins that an offset is in."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """Where the line ends that an offset is in, before its line end."""
        match = _LINE_END.search(self.text, offset)
        return match.start() if match else len(self.text)

    def next_line(self, offset: int) -> int:
        """Where the line behind begins; the end of the text if there is none."""
        match = _LINE_END.search(self.text, offset)
        return match.end() if match else len(self.text)

    def column(self, offset: int) -> int:
        """The number of characters before an offset in its line."""
        return offset - self.line_start(offset)


def _newline(text: str) -> str:
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"


def _taken(rest: list[_Piece], size: int) -> list[_Piece]:
    """The first pieces, so many characters of them, taken from the end of a list that has the pieces backwards."""
    taken: list[_Piece] = []
    while size > 0 and rest:
        piece = rest.pop()
        if piece.size > size:
            piece, behind = _halves(piece, size)
            rest.append(behind)
        taken.append(piece)
        size -= piece.size
    return taken


def _halves(piece: _Piece, inside: int) -> tuple[_Piece, _Piece]:
    if piece.new is not None:
        return piece._replace(new=piece.new[:inside]), piece._replace(new=piece.new[inside:])
    return piece._replace(end=piece.start + inside), piece._replace(start=piece.start + inside)


def _smallest(text: str, start: int, end: int, new: str) -> TextEdit:
    """The edit without what it would leave as it is at its start and its end."""
    old = text[start:end]
    same = _shared(old, new)
    old, new = old[same:], new[same:]
    tail = _shared(old[::-1], new[::-1])
    return TextEdit(start + same, end - tail, new[: len(new) - tail])


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their start."""
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return count


def applied(text: str, edits: Iterable[TextEdit]) -> str:
    """The text with edits that do not overlap."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        parts += text[position : edit.start], edit.text
        position = edit.end
    return "".join([*parts, text[position:]])
