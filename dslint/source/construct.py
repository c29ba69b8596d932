"""libyaml's events -> plain values, with the place of each, as Kubernetes' YAML library decodes them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from dslint.source import faults
from dslint.source.aliases import AliasBudget, Anchored
from dslint.source.dialect import Inspector, restored
from dslint.source.faults import Stretch
from dslint.source.numbers import INT64, json_number, key_text
from dslint.source.places import UNTOLD_END
from dslint.source.scalars import MERGE_TAG, TELLING, Scalar, ScalarError, plain, tagged
from dslint.source.tree import Tree

_WIDEST = 13_000
"""Bits of the largest integer that is kept: Python refuses to print those of more than 4,300 digits."""


@dataclass(slots=True)
class _Open:
    """A map or list that is not read to its end: how it is written, its anchor, the nodes counted before it."""

    flow: bool
    anchor: Anchored | None
    counted: int


@dataclass(slots=True)
class Constructor:
    """Takes the events of one document, one by one, into its tree.

    `inspector` looks at each scalar, where there is one. `restores` tells that the text holds stand-ins.
    """

    inspector: Inspector | None = None
    restores: bool = False
    tree: Tree = field(default_factory=Tree)
    budget: AliasBudget = field(default_factory=AliasBudget)
    opened: list[_Open] = field(default_factory=list)

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.budget.decoded += 1
        if self.inspector is not None:
            self.inspector.look(event, in_flow=bool(self.opened) and self.opened[-1].flow)
        frames = self.tree.frames
        awaits_key = bool(frames) and frames[-1].awaits_key
        if awaits_key and event.value == "<<" and (event.implicit[0] or event.tag == MERGE_TAG):
            self.budget.decoded -= 1
            self.tree.await_value(None, start, end)
            frames[-1].merges = True
            return
        value = self._resolved(event, start, end)
        if event.anchor:
            self.budget.anchors[event.anchor] = Anchored(value, closed=True)
        if awaits_key:
            self._key(value, start, end)
        else:
            self._put_scalar(value, start, end)

    def alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        anchored = self.budget.anchors.get(event.anchor)
        if anchored is None or not anchored.closed:
            self._refuse_alias(event.anchor, Stretch(start, end), known=anchored is not None)
            anchored = Anchored(closed=True)
        self._spend(anchored, Stretch(start, end))
        awaits_key = bool(self.tree.frames) and self.tree.frames[-1].awaits_key
        if isinstance(anchored.value, dict | list):
            if awaits_key:
                self.tree.refuse_key(start, end)
            else:
                self.tree.put(anchored.value, start, end, anchored.places, height=anchored.height, aliased=True)
        elif awaits_key:
            self._key(anchored.value, start, end)
        else:
            self._put_scalar(anchored.value, start, end)

    def open_map(self, event: Any) -> None:
        self._open(event, {})

    def open_list(self, event: Any) -> None:
        if self.tree.frames and self.tree.frames[-1].merges:
            self.budget.decoded -= 1
        self._open(event, [])

    def close(self, event: Any) -> None:
        opened = self.opened.pop()
        frame = self.tree.close(event.end_mark.index if opened.flow else UNTOLD_END)
        if opened.anchor is not None:
            size = self.budget.decoded - opened.counted
            opened.anchor.close(frame.value, frame.places, size=size, height=frame.height)

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self.tree.open(value, event.start_mark.index, event.end_mark.index)
        anchor = Anchored() if event.anchor else None
        if anchor is not None:
            self.budget.anchors[event.anchor] = anchor
        self.opened.append(_Open(event.flow_style, anchor, self.budget.decoded))
        self.budget.decoded += 1

    def _resolved(self, event: Any, start: int, end: int) -> Scalar:
        text: str = restored(event.value) if self.restores else event.value
        tag = event.tag
        if tag is None or tag == "!":
            if not event.implicit[0] or (text and text[0] not in TELLING):
                return text
            return plain(text)
        try:
            return tagged(tag, text)
        except ScalarError as error:
            self.tree.fail(faults.VALUE_OUTSIDE_JSON, str(error), Stretch(start, end))
            return text

    def _key(self, value: Scalar, start: int, end: int) -> None:
        if type(value) is str:
            self.tree.await_value(value, start, end)
        elif isinstance(value, bool):
            self.tree.await_value("true" if value else "false", start, end, bool)
        elif isinstance(value, float):
            self.tree.await_value(key_text(value), start, end, float)
        elif isinstance(value, int) and value in INT64:
            self.tree.await_value(str(value), start, end, int)
        else:
            shown = "null" if value is None else "an integer beyond 64 bits"
            self.tree.fail(faults.KEY_OF_NO_TEXT, f"a key is {shown}; quote it", Stretch(start, end))
            self.tree.await_value(None, start, end)

    def _put_scalar(self, value: Scalar, start: int, end: int) -> None:
        """A number as JSON has it; what JSON has no number for is refused."""
        if type(value) is float:
            if math.isfinite(value):
                value = json_number(value)
            else:
                shown = {math.inf: "+Inf", -math.inf: "-Inf"}.get(value, "NaN")
                self._refuse_number(f"json: unsupported value: {shown}", Stretch(start, end))
        elif type(value) is int and value.bit_length() > _WIDEST:
            self._refuse_number("a number of several thousand digits", Stretch(start, end))
            value = 0
        self.tree.put(value, start, end)

    def _refuse_number(self, message: str, place: Stretch) -> None:
        self.tree.fail(faults.VALUE_OUTSIDE_JSON, message, place, help_="quote it, or write a number")

    def _spend(self, anchored: Anchored, place: Stretch) -> None:
        before = self.budget.exceeded
        self.budget.expand(anchored)
        if self.budget.exceeded and not before:
            message = "document contains excessive aliasing"
            self.tree.fail(faults.EXCESSIVE_ALIASING, message, place, help_="write out what the aliases stand for")

    def _refuse_alias(self, name: str, place: Stretch, *, known: bool) -> None:
        if known:
            self.tree.fail(faults.RECURSIVE_ALIAS, f"anchor '{name}' value contains itself", place)
        else:
            self.tree.fail(faults.UNKNOWN_ANCHOR, f"unknown anchor '{name}' referenced", place)
