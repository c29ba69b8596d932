"""Where in a manifest the cursor is, told from the lines around it: what is being typed cannot be read as YAML yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)(?P<rest>.*)")
_KEY = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s"'#\[{&*!|>%@-][^#]*?)[ ]*:(?:[ ]+(?P<value>.*)|$)""")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_QUOTES = "\"'"


class Cursor(NamedTuple):
    """`path` are the keys above the cursor, without the numbers of items.

    `key` is the key of the cursor's line if the cursor is in its value, else ""; `typed` is what stands between the
    beginning of the word and the cursor, `start` the column where it begins, from 0. `maps` are the entries of the maps
    around, the innermost first: that of the cursor, that of the list or map above. `is_new_item`: nothing else of a
    list's item is there yet.
    """

    path: tuple[str, ...]
    key: str
    typed: str
    start: int
    maps: tuple[Mapping[str, str], ...]
    is_new_item: bool = False


@dataclass(slots=True)
class _Level:
    """A key or an item, the column where it begins, and the entries of the map in it."""

    column: int
    key: str | None
    entries: dict[str, str] = field(default_factory=dict)


def cursor_at(lines: Sequence[str], number: int, column: int) -> Cursor:
    """The cursor in a line (from 0), before a column (from 0)."""
    first = max((index for index in range(number) if lines[index].startswith("---")), default=-1) + 1
    levels = [_Level(-1, None)]
    for line in _structure(lines[first:number]):
        _enter(levels, line)
    typed_line = lines[number][:column]
    shape = _shape(typed_line)
    for at in shape.dashes:
        _pop(levels, at, item=True)
        levels.append(_Level(at, None))
    _pop(levels, shape.column, item=False)
    for below in _structure(lines[number + 1 :]):
        if not _gather(levels[-1], shape, below):
            break
    path = tuple(level.key for level in levels if level.key is not None)
    maps = tuple(level.entries for level in reversed(levels) if level.entries or level is levels[-1])
    match = _KEY.match(shape.rest)
    if match is None:
        typed = shape.rest.lstrip(_QUOTES)
        fresh = bool(shape.dashes) and not levels[-1].entries
        return Cursor(path, "", typed, len(typed_line) - len(typed), maps, is_new_item=fresh)
    typed = _last_word(match["value"] or "")
    return Cursor(path, match["key"].strip(_QUOTES), typed, len(typed_line) - len(typed), maps)


class _Shape(NamedTuple):
    """A line: the columns of its dashes, the column of what follows, and that itself."""

    dashes: tuple[int, ...]
    column: int
    rest: str


def _shape(line: str) -> _Shape:
    match = _LINE.fullmatch(line.expandtabs(1))
    assert match is not None
    dashes = tuple(index + len(match["indent"]) for index, sign in enumerate(match["dashes"]) if sign == "-")
    return _Shape(dashes, len(match["indent"]) + len(match["dashes"]), match["rest"])


def _structure(lines: Sequence[str]) -> Iterator[_Shape]:
    """The lines without empty ones, comments and the lines of block scalars."""
    block: int | None = None
    for line in lines:
        if line.startswith("---"):
            return
        shape = _shape(line)
        if not shape.rest.strip() and not shape.dashes:
            continue
        if block is not None and shape.column - (1 if shape.dashes else 0) > block:
            continue
        block = None
        if shape.rest.startswith("#"):
            continue
        match = _KEY.match(shape.rest)
        if match and _BLOCK.fullmatch(match["value"] or ""):
            block = shape.column
        yield shape


def _enter(levels: list[_Level], line: _Shape) -> None:
    for at in line.dashes:
        _pop(levels, at, item=True)
        levels.append(_Level(at, None))
    match = _KEY.match(line.rest)
    if match is None:
        return
    _pop(levels, line.column, item=False)
    key = match["key"].strip(_QUOTES)
    levels[-1].entries[key] = _value(match["value"] or "")
    levels.append(_Level(line.column, key))


def _pop(levels: list[_Level], column: int, *, item: bool) -> None:
    """Leave what does not hold a key, or an item, in this column. A list may stand in the column of its key."""
    while levels[-1].column > column or (levels[-1].column == column and not (item and levels[-1].key is not None)):
        levels.pop()


def _gather(level: _Level, cursor: _Shape, line: _Shape) -> bool:
    """Add an entry that stands below the cursor in the same map. Returns whether the map goes on."""
    if line.dashes and line.dashes[0] < cursor.column:
        return False
    if line.column < cursor.column:
        return False
    match = _KEY.match(line.rest)
    if match and line.column == cursor.column and not line.dashes:
        level.entries.setdefault(match["key"].strip(_QUOTES), _value(match["value"] or ""))
    return True


def _value(text: str) -> str:
    return _COMMENT.sub("", text).strip().strip(_QUOTES)


def _last_word(value: str) -> str:
    """What is typed of a value; of a list between brackets, of its last item."""
    if value.startswith("["):
        value = re.split(r"[\[,]\s*", value)[-1]
    return value.lstrip(_QUOTES)
