"""libyaml's events -> plain values, with the place of each, as Kubernetes' YAML library decodes them."""

from __future__ import annotations

import math
from typing import Any

from dslint.source import text_errors
from dslint.source.aliases import Anchored, exceeded
from dslint.source.frames import ListFrame, MapFrame
from dslint.source.goyaml_differences import DifferenceInspector, restored
from dslint.source.numbers import INT64, json_number, key_text
from dslint.source.places import UNKNOWN_END
from dslint.source.scalars import FIRST_CHARACTERS, MERGE_TAG, Scalar, ScalarError, plain, tagged
from dslint.source.text_errors import TextRange
from dslint.source.tree import Tree

_WIDEST = 13_000
"""Bits of the largest integer that is kept: Python refuses to print those of more than 4,300 digits."""


class Constructor:
    """Takes the events of one document, one by one, into its tree.

    `inspector` looks at each scalar, where there is one. `restores` is whether the text has stand-ins. `decoded` counts
    the nodes that Kubernetes' library would visit, `aliased` those of them that aliases lead to.
    """

    __slots__ = ("aliased", "anchors", "decoded", "inspector", "restores", "tree")

    def __init__(self, inspector: DifferenceInspector | None = None, *, restores: bool = False) -> None:
        self.inspector = inspector
        self.restores = restores
        self.tree = Tree()
        self.decoded = self.aliased = 0
        self.anchors: dict[str, Anchored] = {}

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.decoded += 1
        frame = self.tree.frames[-1]
        if self.inspector is not None:
            self.inspector.look(event, in_flow=frame.flow)
        text = event.value
        value = text
        if event.tag is not None or event.anchor is not None or self.restores:
            value = self._resolved(event, start, end)
        elif event.implicit[0] and (not text or text[0] in FIRST_CHARACTERS):
            value = plain(text)
        if not frame.awaits_key:
            if type(value) is float or type(value) is int:
                value = self._number(value, start, end)
            self.tree.put(value, start, end)
        elif text == "<<" and (event.implicit[0] or event.tag == MERGE_TAG):
            self.decoded -= 1
            self._begin_merge(start, end)
        elif value is text:
            frame.take_key(text, start, end)  # type: ignore[attr-defined]
        else:
            self._key(value, start, end)

    def alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        anchored = self.anchors.get(event.anchor)
        if anchored is None or not anchored.closed:
            self._refuse_alias(event.anchor, TextRange(start, end), known=anchored is not None)
            anchored = Anchored(closed=True)
        self._spend(anchored, TextRange(start, end))
        value, tree = anchored.value, self.tree
        awaits_key = tree.frames[-1].awaits_key
        if not isinstance(value, dict | list):
            if awaits_key:
                self._key(value, start, end)
            else:
                tree.put(self._number(value, start, end) if type(value) in (int, float) else value, start, end)
        elif awaits_key:
            tree.refuse_key(start, end)
        else:
            tree.put_container(value, start, end, anchored.places, height=anchored.height, aliased=True)

    def open_map(self, event: Any) -> None:
        self._open(event, MapFrame)

    def open_list(self, event: Any) -> None:
        if self.tree.frames[-1].merges:
            self.decoded -= 1
        self._open(event, ListFrame)

    def close(self, event: Any) -> None:
        flow = self.tree.frames[-1].flow
        frame = self.tree.close(event.end_mark.index if flow else UNKNOWN_END)
        if frame.anchor is not None:
            size = self.decoded - frame.counted
            frame.anchor.close(frame.value, frame.places, size=size, height=frame.height)

    def _open(self, event: Any, kind: type[MapFrame | ListFrame]) -> None:
        frame = self.tree.open(kind, event.start_mark.index, event.end_mark.index)
        frame.flow = event.flow_style
        if event.anchor is not None:
            frame.anchor = self.anchors[event.anchor] = Anchored()
            frame.counted = self.decoded
        self.decoded += 1

    def _begin_merge(self, start: int, end: int) -> None:
        frame = self.tree.frames[-1]
        assert isinstance(frame, MapFrame)
        frame.take_key(None, start, end)
        frame.merges = True

    def _resolved(self, event: Any, start: int, end: int) -> Scalar:
        """The value of a scalar that may have a tag or an anchor."""
        text: str = restored(event.value) if self.restores else event.value
        value: Scalar = text
        if event.tag is None:
            value = plain(text) if event.implicit[0] else text
        else:
            try:
                value = tagged(event.tag, text)
            except ScalarError as error:
                self.tree.fail(text_errors.VALUE_OUTSIDE_JSON, str(error), TextRange(start, end))
        if event.anchor is not None:
            self.anchors[event.anchor] = Anchored(value, closed=True)
        return value

    def _key(self, value: Scalar, start: int, end: int) -> None:
        if isinstance(value, str):
            self.tree.take_key(value, start, end)
        elif isinstance(value, bool):
            self.tree.take_key("true" if value else "false", start, end, bool)
        elif isinstance(value, float):
            self.tree.take_key(key_text(value), start, end, float)
        elif isinstance(value, int) and value in INT64:
            self.tree.take_key(str(value), start, end, int)
        else:
            shown = "null" if value is None else "an integer beyond 64 bits"
            self.tree.fail(text_errors.KEY_OF_NO_TEXT, f"a key is {shown}; quote it", TextRange(start, end))
            self.tree.take_key(None, start, end)

    def _number(self, value: float, start: int, end: int) -> int | float:
        """A number as JSON has it; what JSON has no number for is refused."""
        if isinstance(value, int):
            if value.bit_length() <= _WIDEST:
                return value
            message = "a number with several thousand digits"
        elif math.isfinite(value):
            return json_number(value)
        else:
            shown = {math.inf: "+Inf", -math.inf: "-Inf"}.get(value, "NaN")
            message = f"json: unsupported value: {shown}"
        help_ = "quote it, or write a number"
        self.tree.fail(text_errors.VALUE_OUTSIDE_JSON, message, TextRange(start, end), help_)
        return 0

    def _spend(self, anchored: Anchored, place: TextRange) -> None:
        """An alias counts, and its whole value once more."""
        before = exceeded(self.decoded, self.aliased)
        self.decoded += 1 + anchored.size
        self.aliased += anchored.size
        if exceeded(self.decoded, self.aliased) and not before:
            help_ = "write the values instead of the aliases"
            self.tree.fail(text_errors.EXCESSIVE_ALIASING, "document contains excessive aliasing", place, help_)

    def _refuse_alias(self, name: str, place: TextRange, *, known: bool) -> None:
        if known:
            self.tree.fail(text_errors.RECURSIVE_ALIAS, f"anchor '{name}' value contains itself", place)
        else:
            self.tree.fail(text_errors.UNKNOWN_ANCHOR, f"unknown anchor '{name}' referenced", place)
