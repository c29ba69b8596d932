"""JSON, one value after the other, with the place of each part: where it is JSON, Kubernetes reads it as that.

What is nearly JSON (a trailing comma, a comment) is left to the YAML reader, as Kubernetes' own tools do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from dslint.limits import NUMBER_DIGITS
from dslint.source import text_errors
from dslint.source.frames import ListFrame, MapFrame
from dslint.source.text_errors import TextRange
from dslint.source.tree import Tree
from dslint.source.yaml_text import Reading

_PARTS = r'(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>-?[0-9][0-9.eE+-]*)|(?P<word>true|false|null)|(?P<mark>[\[\]{}])'
_WORDS = {"true": True, "false": False, "null": None}
_LONE_SURROGATE = "[\ud800-\udfff]"


class NotJSONError(ValueError):
    """The text is not JSON, or ends too early."""


def read_json(text: str) -> Iterator[tuple[int, Reading]]:
    """Each value of a stream, with the offset behind it. Raises NotJSONError where the stream stops being JSON."""
    if not text.isascii() and re.search(_LONE_SURROGATE, text):
        raise NotJSONError
    decoder = json.JSONDecoder(parse_int=len, parse_float=len, parse_constant=_refuse)
    position = _skip_blanks(text, 0)
    while position < len(text):
        try:
            _, end = decoder.raw_decode(text, position)
            walk = _Walk(text, position, end)
            walk.run()
        except (ValueError, RecursionError) as error:
            # Also where it nests too deep: the YAML reader says so, whatever this Python's JSON reader takes.
            raise NotJSONError from error
        yield end, Reading(walk.tree.value, walk.tree.place, tuple(walk.tree.found))
        position = _skip_blanks(text, end)


def _refuse(name: str) -> NoReturn:
    """NaN and Infinity, which Python's JSON reader takes: for Kubernetes they are not JSON."""
    raise NotJSONError(name)


def _skip_blanks(text: str, position: int) -> int:
    match = re.compile(r"[ \t\n\r]*").match(text, position)
    return match.end() if match else position


class _Walk:
    """Goes over the tokens of a text that is known to be one JSON value."""

    __slots__ = ("end", "start", "text", "tree")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.tree = Tree()

    def run(self) -> None:
        for match in re.compile(_PARTS).finditer(self.text, self.start, self.end):
            if match.lastgroup == "mark":
                self._bracket(match[0], match.start())
            elif match.lastgroup == "text":
                self._text(match)
            elif match.lastgroup == "number":
                self._number(match)
            else:
                self.tree.put(_WORDS[match[0]], match.start(), match.end())

    def _bracket(self, bracket: str, position: int) -> None:
        if bracket in "{[":
            self.tree.open(MapFrame if bracket == "{" else ListFrame, position, position + 1)
        else:
            self.tree.close(position + 1)

    def _text(self, match: re.Match[str]) -> None:
        literal = match[0]
        text = re.sub(_LONE_SURROGATE, "\ufffd", json.loads(literal)) if "\\" in literal else literal[1:-1]
        if self.tree.frames[-1].awaits_key:
            self.tree.take_key(text, match.start(), match.end())
        else:
            self.tree.put(text, match.start(), match.end())

    def _number(self, match: re.Match[str]) -> None:
        literal = match[0]
        value: int | float = 0
        if literal.lstrip("-").isdecimal():
            if len(literal) <= NUMBER_DIGITS:
                value = int(literal)
        else:
            value = float(literal)
        if len(literal) > NUMBER_DIGITS or value in (float("inf"), float("-inf")):
            message = f"no field accepts the number {literal[:20]}"
            place = TextRange(match.start(), match.end())
            self.tree.fail(text_errors.VALUE_OUTSIDE_JSON, message, place, "quote it, or write a smaller number")
            value = 0
        self.tree.put(value, match.start(), match.end())
