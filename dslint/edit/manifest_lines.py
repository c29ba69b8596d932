"""A text whose indentation means nothing -> its lines: a key or the item of a list, and the kind of value behind it."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^\s:#]|:(?=\S)|(?<=\S)\#)*"""
    r"""|-[^\s:](?:[^\s:#]|:(?=\S))*)[ \t]*:(?=\s|$)"""
)
_BLOCK = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][0-9+-]{0,2}[ \t]*(?:#.*)?$")
_ANCHOR_ONLY = re.compile(r"(?:[&!]\S*[ \t]*)+(?:#.*)?$")
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)+(?=\S)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_TAB_WIDTH = 2


class Shape(Enum):
    """What stands behind a key or a dash."""

    NOTHING = "nothing"
    PLAIN = "plain"
    QUOTED = "quoted"
    MAP = "map"
    LIST = "list"
    BLOCK = "block"
    ALIAS = "alias"


class Line(NamedTuple):
    """A line without its indentation. `start` is its offset, `blanks` are the characters in front of its `text`.

    `width` is the width of the blanks. Blank lines and comments have no `text` that counts.
    """

    number: int
    start: int
    blanks: int
    width: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text

    @property
    def is_comment(self) -> bool:
        return self.text.startswith("#")


class Entry(NamedTuple):
    """What a line says: the item of a list if `dash` is not 0, the field `key` unless it is None, and its value.

    A line that is neither is the value of the key above it.

    `dash` is the width of the dash and the blanks behind it. `end` is the number of the line behind its last one.
    """

    dash: int
    key: str | None
    shape: Shape
    value: str
    end: int


def lines_of(text: str) -> list[Line]:
    """The lines of a text, in order."""
    found = []
    for number, match in enumerate(_LINE.finditer(text)):
        plain = match[1].strip()
        blanks = len(match[1]) - len(match[1].lstrip())
        width = sum(_TAB_WIDTH if blank == "\t" else 1 for blank in match[1][:blanks])
        found.append(Line(number, match.start(), blanks if plain else 0, width, plain))
        if not match[2]:
            break
    return found


def entry_at(lines: list[Line], number: int) -> Entry | None:
    """What the line says, with the lines on which its value goes on; None for a list that begins within an item."""
    text = lines[number].text
    dash = 0
    if text == "-" or text.startswith("- "):
        rest = text[1:].lstrip()
        dash = len(text) - len(rest) if rest else len("- ")
        text = rest
    match = _KEY.match(text)
    if dash and (text == "-" or text.startswith("- ")):
        return None
    behind = text[match.end() :].strip() if match else text
    shape = _shape(behind)
    value, end = _whole(lines, number, behind, shape)
    return Entry(dash, _unquoted(match["key"]) if match else None, shape, value, end)


def _unquoted(key: str) -> str:
    if key[0] == '"':
        return re.sub(r"\\(.)", r"\1", key[1:-1])
    return key[1:-1].replace("''", "'") if key[0] == "'" else key


def _shape(value: str) -> Shape:
    if not value or value.startswith("#") or _ANCHOR_ONLY.fullmatch(value):
        return Shape.NOTHING
    if _BLOCK.match(value):
        return Shape.BLOCK
    bare = _PROPERTIES.sub("", value, count=1)
    return {"{": Shape.MAP, "[": Shape.LIST, "*": Shape.ALIAS, '"': Shape.QUOTED, "'": Shape.QUOTED}.get(
        bare[0], Shape.PLAIN
    )


def _whole(lines: list[Line], number: int, value: str, shape: Shape) -> tuple[str, int]:
    """The value with the lines on which it goes on, and the number of the line behind them."""
    end = number + 1
    if shape in (Shape.MAP, Shape.LIST, Shape.QUOTED):
        parts, state = [value], _scanned(value, _Open())
        while end < len(lines) and state != _Open():
            parts.append(lines[end].text)
            state = _scanned(lines[end].text, state)
            end += 1
        value = "\n".join(parts)
    elif shape is Shape.PLAIN:
        value = _COMMENT.sub("", value).rstrip()
        while end < len(lines) and _goes_on(lines[end]):
            value = f"{value} {lines[end].text}"
            end += 1
    return value, end


def _goes_on(line: Line) -> bool:
    """Whether a line can be nothing but more of the plain text above it."""
    text = line.text
    return bool(text) and text[0] not in "#-{[" and text != "..." and _KEY.match(text) is None


class _Open(NamedTuple):
    """How many brackets are open, and in which quote a text is."""

    brackets: int = 0
    quote: str = ""


def _scanned(text: str, state: _Open) -> _Open:
    """What is open at the end of a line."""
    brackets, quote = state
    index = 0
    while index < len(text):
        character, begins = text[index], not index or text[index - 1] in " \t,[{:"
        if quote:
            index += character == "\\" and quote == '"'
            quote = "" if character == quote else quote
        elif character in "\"'" and begins:
            quote = character
        elif character == "#" and (not index or text[index - 1] in " \t"):
            break
        else:
            brackets = max(brackets + (character in "[{") - (character in "]}"), 0)
        index += 1
    return _Open(brackets, quote)
