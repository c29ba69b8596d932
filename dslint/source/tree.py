"""Values and their places, put together from the outside in: what the YAML and the JSON reader have in common.

Nothing here recurses: a text may nest as deep as it likes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from dslint.source import faults
from dslint.source.faults import Fault, Stretch
from dslint.source.frames import Frame, path_of
from dslint.source.places import Children, Place

DEEPEST = 10_000
"""Levels at which Kubernetes' YAML and JSON readers give up."""

KEPT_LEVELS = 100
"""No object of the API nests as deep. What stands deeper is an unknown field's or an ill-typed value's: it is read
and left out of the value, so that whoever walks the value may recurse."""

_MOST_FAULTS = 100
"""A text with more is none of Kubernetes'."""


class TooDeepError(ValueError):
    """A map or list opens, at `place`, on a level that Kubernetes does not read."""

    def __init__(self, place: Stretch) -> None:
        super().__init__(f"exceeded max depth of {DEEPEST}")
        self.place = place


@dataclass(slots=True)
class Tree:
    """A document while it is read; afterwards `value` and `place` are its own, and `found` what is wrong with it."""

    value: Any = None
    place: Place = (0, 0, 0, 0, None)
    found: list[Fault] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    def open(self, value: dict[str, Any] | list[Any], start: int, end: int) -> Frame:
        """A map or list begins; start and end are those of what opens it. Raises TooDeepError."""
        frame = Frame(value, {} if isinstance(value, dict) else [], start, end)
        if self.frames:
            frame.is_key = self.frames[-1].awaits_key
        self.frames.append(frame)
        if len(self.frames) > DEEPEST:
            raise TooDeepError(Stretch(start, end))
        return frame

    def close(self, end: int) -> Frame:
        """The innermost map or list ends; `end` is places.UNTOLD_END for a block of lines."""
        frame = self.frames.pop()
        if frame.is_key:
            self.refuse_key(frame.start, frame.start_end)
        else:
            self.put(frame.value, frame.start, end, frame.places, height=frame.height)
        return frame

    def await_value(self, key: str | None, start: int, end: int, key_type: type = str) -> None:
        """A key is read; with None, one whose value is to be dropped."""
        frame = self.frames[-1]
        frame.key, frame.key_type, frame.key_start, frame.key_end = key, key_type, start, end
        frame.awaits_value = True

    def put(
        self,
        value: Any,
        start: int,
        end: int,
        children: Children = None,
        *,
        height: int = 0,
        aliased: bool = False,
    ) -> None:
        """A value is read: the document's, an item, or what the last key awaits."""
        if not self.frames:
            self.value, self.place = value, (start, start, start, end, children)
            return
        frame = self.frames[-1]
        if height:
            if len(self.frames) + height > KEPT_LEVELS:
                value, children, height = type(value)(), None, 1
            frame.height = max(frame.height, height + 1)
        if not frame.awaits_value:
            frame.append(value, (start, start, start, end, children))
            return
        frame.awaits_value = False
        if frame.merges:
            frame.merges = False
            for fault in frame.merge(value, children, aliased=aliased):
                self.tell(fault)
        elif frame.key is not None:
            place = (frame.key_start, frame.key_end, start, end, children)
            doubled = frame.set_entry(frame.key, frame.key_type, value, place)
            if doubled is not None:
                self.tell(doubled)

    def refuse_key(self, start: int, end: int) -> None:
        """A key turns out to be a map or a list."""
        message = "a key is a map or a list; quote it if it is meant as text"
        self.fail(faults.KEY_OF_NO_TEXT, message, Stretch(start, end))
        self.await_value(None, start, end)

    def fail(self, code: str, message: str, place: Stretch, help_: str | None = None) -> None:
        """A fault of what is read now."""
        if len(self.found) < _MOST_FAULTS:
            self.found.append(Fault(code, message, place, path_of(self.frames), help=help_))

    def tell(self, fault: Fault) -> None:
        """A fault of an entry of the innermost map: its path starts there."""
        if len(self.found) < _MOST_FAULTS:
            self.found.append(replace(fault, path=(*path_of(self.frames[:-1]), *fault.path)))
