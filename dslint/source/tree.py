"""Values and their places, put together from the outside in: what the YAML and the JSON reader have in common.

Nothing here recurses: a text may nest as deep as it likes.
"""

from __future__ import annotations

from typing import Any

from dslint.limits import FAULTS_TOLD
from dslint.source import text_errors
from dslint.source.frames import Frame, ListFrame, MapFrame, Root, path_of
from dslint.source.places import Children, Place
from dslint.source.text_errors import TextError, TextRange

DEEPEST = 999
"""Levels at which reading stops. Kubernetes reads ten times as many, but libyaml, from 0.2.6 on, and Python's JSON
reader, by its version, do not; no manifest has a tenth of them."""

EXCEEDED = f"exceeded max depth of {DEEPEST}"

KEPT_LEVELS = 100
"""No object of the API nests as deep. What stands deeper is an unknown field's or an ill-typed value's: it is read
and left out of the value, so that whoever walks the value may recurse."""


class TooDeepError(ValueError):
    """A map or list opens, at `place`, on a level that is not read."""

    def __init__(self, place: TextRange) -> None:
        super().__init__(EXCEEDED)
        self.place = place


class Tree:
    """A document while it is read. `frames` are the document and the maps and lists that are open, from the outside."""

    __slots__ = ("found", "frames", "root")

    def __init__(self) -> None:
        self.root = Root()
        self.frames: list[Frame] = [self.root]
        self.found: list[TextError] = []

    @property
    def value(self) -> Any:
        return self.root.value

    @property
    def place(self) -> Place:
        return self.root.place

    def open(self, kind: type[MapFrame | ListFrame], start: int, end: int) -> Frame:
        """A map or list begins; start and end are those of what opens it. Raises TooDeepError."""
        frame = kind(start, end, is_key=self.frames[-1].awaits_key)
        self.frames.append(frame)
        if len(self.frames) > DEEPEST:
            raise TooDeepError(TextRange(start, end))
        return frame

    def close(self, end: int) -> Frame:
        """The innermost map or list ends; `end` is places.UNKNOWN_END for a block of lines."""
        frame = self.frames.pop()
        if frame.is_key:
            self.refuse_key(frame.start, frame.start_end)
        else:
            self.put_container(frame.value, frame.start, end, frame.places, height=frame.height)
        return frame

    def put(self, value: Any, start: int, end: int) -> None:
        """A scalar is read: the document's, an item, or what the last key awaits."""
        frame = self.frames[-1]
        if frame.merges:
            self._merge(frame, value, None, aliased=False)
            return
        fault = frame.put(value, start, end, None)
        if fault is not None:
            self._add(fault)

    def put_container(
        self, value: Any, start: int, end: int, children: Children, *, height: int, aliased: bool = False
    ) -> None:
        """As put, of a map or list with so many levels."""
        frame = self.frames[-1]
        if len(self.frames) + height > KEPT_LEVELS:
            value, children, height = type(value)(), None, 1
        if frame.height <= height:
            frame.height = height + 1
        if frame.merges:
            self._merge(frame, value, children, aliased=aliased)
            return
        fault = frame.put(value, start, end, children)
        if fault is not None:
            self._add(fault)

    def take_key(self, key: str | None, start: int, end: int, key_type: type = str) -> None:
        """A key of the innermost map is read; with None, one whose value is to be dropped."""
        frame = self.frames[-1]
        assert isinstance(frame, MapFrame)
        frame.take_key(key, start, end, key_type)

    def refuse_key(self, start: int, end: int) -> None:
        """A key turns out to be a map or a list."""
        message = "a key is a map or a list; quote it if it is meant as text"
        self.fail(text_errors.KEY_OF_NO_TEXT, message, TextRange(start, end))
        self.take_key(None, start, end)

    def fail(self, code: str, message: str, place: TextRange, help_: str | None = None) -> None:
        """A fault of what is read now."""
        if len(self.found) < FAULTS_TOLD:
            self.found.append(TextError(code, message, place, path_of(self.frames), help=help_))

    def _merge(self, frame: Frame, value: Any, children: Children, *, aliased: bool) -> None:
        assert isinstance(frame, MapFrame)
        for fault in frame.merge(value, children, aliased=aliased):
            self._add(fault)

    def _add(self, fault: TextError) -> None:
        """A fault of an entry of the innermost map: its path starts there."""
        if len(self.found) < FAULTS_TOLD:
            self.found.append(fault._replace(path=(*path_of(self.frames[:-1]), *fault.path)))
