"""The places in a document that block_lines has read: looked up in its text when somebody asks for one.

Most documents have a finding or two, so that finding a few keys again costs less than keeping where each stands. Within
a map all keys stand at one column, and nothing else begins there but the dashes of a list that is the value of one of
them, and comments; so its keys are found without a look at what lies deeper.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.source.block_lines import LINE
from dslint.source.line_values import KEYS
from dslint.source.places import At, Place, TreePlaces
from dslint.source.text_errors import TextRange

_CONTENT = re.compile(r"(?:\A|\n)( *)(?=[^ \n#])")


class _Block(NamedTuple):
    """A map or list of lines: where it starts, at which column, and where the next thing outside of it may start."""

    start: int
    column: int
    end: int
    is_list: bool


class _Part(NamedTuple):
    """An entry or an item, or the document itself: its key, and its value from start to end, or the block that it is.

    An empty value starts and ends behind its key.
    """

    key: TextRange | None
    start: int
    end: int
    block: _Block | None = None


class BlockPlaces:
    """Finds the places of a text's keys, values and items by path. The text must be one that block_lines reads."""

    __slots__ = ("_parts", "_tree", "text")

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else text + "\n"
        self._parts: dict[_Block, dict[str | int, tuple[int, int]]] = {}
        self._tree: TreePlaces | None = None

    @property
    def top(self) -> Place:
        """All places, as a tree."""
        return self._all().top

    def depth(self, path: FieldPath) -> int:
        """How many steps of a path exist."""
        part, depth = self._find(path)
        return self._all().depth(path) if self._continues_between_brackets(part, path, depth) else depth

    def stretch(self, path: FieldPath, at: At) -> TextRange:
        """The key or value at a path; if there is none, what its nearest ancestor is called."""
        part, depth = self._find(path)
        if self._continues_between_brackets(part, path, depth):
            return self._all().stretch(path, at)
        if depth < len(path):
            return self._nearest_key(part)
        return self._value(part) if at == "value" else self._key(part)

    def _all(self) -> TreePlaces:
        if self._tree is None:
            from dslint.source.yaml_text import read_yaml

            self._tree = TreePlaces(read_yaml(self.text).place)
        return self._tree

    def _continues_between_brackets(self, part: _Part, path: FieldPath, depth: int) -> bool:
        return depth < len(path) and part.block is None and self.text[part.start : part.start + 1] in ("[", "{")

    def _find(self, path: FieldPath) -> tuple[_Part, int]:
        """The part that a path leads to, or its nearest ancestor; and how many steps it is from the top."""
        block = self._inside(0, len(self.text))
        assert block is not None
        part = _Part(None, block.start, -1, block)
        for depth, step in enumerate(path):
            block = part.block
            if block is None or isinstance(step, int) is not block.is_list:
                return part, depth
            found = self._inner(block).get(step)
            if found is None:
                return part, depth
            part = self._item(block, *found) if block.is_list else self._entry(*found)
        return part, len(path)

    def _inner(self, block: _Block) -> dict[str | int, tuple[int, int]]:
        """Where the entries of a block start, and the next one starts."""
        known = self._parts.get(block)
        if known is None:
            text, width = self.text, block.column + 1
            lines = _lines_at(block.column, is_list=block.is_list).finditer(text, block.start, block.end)
            starts = [block.start, *(line.end() for line in lines)]
            ends = [*(start - width for start in starts[1:]), block.end]
            stretches = zip(starts, ends, strict=True)
            if block.is_list:
                known = dict(enumerate(stretches))
            else:
                known = {KEYS[text[start : text.index(":", start)]]: (start, end) for start, end in stretches}
            self._parts[block] = known
        return known

    def _entry(self, start: int, end: int) -> _Part:
        line = self._line(start)
        key = TextRange(*line.span(3))
        if line[4]:
            return _Part(key, *_value_of(line))
        block = self._inside(line.end() - 1, end)
        empty = key.end + 1
        return _Part(key, block.start, -1, block) if block else _Part(key, empty, empty)

    def _item(self, around: _Block, start: int, end: int) -> _Part:
        line = self._line(start)
        if not line[3]:
            return _Part(None, *_value_of(line))
        block = _Block(line.start(3), around.column + len(line[2]), end, is_list=False)
        return _Part(None, block.start, -1, block)

    def _line(self, offset: int) -> re.Match[str]:
        """The line that an offset is in."""
        line = LINE.match(self.text, self.text.rfind("\n", 0, offset) + 1)
        assert line is not None
        return line

    def _inside(self, start: int, end: int) -> _Block | None:
        """The block that begins in the lines between two offsets."""
        match = _CONTENT.search(self.text, start, end)
        return _Block(match.end(), len(match[1]), end, self.text[match.end()] == "-") if match else None

    def _key(self, part: _Part) -> TextRange:
        return part.key or TextRange(part.start, self._end(part))

    def _value(self, part: _Part) -> TextRange:
        return self._key(part) if part.start == part.end else TextRange(part.start, self._end(part))

    def _nearest_key(self, part: _Part) -> TextRange:
        if part.key is None and part.block is not None and not part.block.is_list:
            return self._key(self._entry(*next(iter(self._inner(part.block).values()))))
        return part.key or self._value(part)

    def _end(self, part: _Part) -> int:
        """A block ends where the last thing in it ends."""
        while part.block is not None:
            block = part.block
            last = next(reversed(self._inner(block).values()))
            part = self._item(block, *last) if block.is_list else self._entry(*last)
        return part.end


def _value_of(line: re.Match[str]) -> tuple[int, int]:
    """Where a value starts and ends: with the end of its last line if it has lines of its own."""
    return line.start(4), line.end(4) + (1 if line[5] else 0)


@lru_cache(maxsize=256)
def _lines_at(column: int, *, is_list: bool) -> re.Pattern[str]:
    """The starts of lines, without the blanks, that have a dash, or a key, at a column."""
    return re.compile("\n" + " " * column + ("(?=- )" if is_list else "(?=[^ \n#-])"))
