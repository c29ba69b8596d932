"""The places in a document that block_lines has read: looked up in its text when somebody asks for one.

Most documents have a finding or two, so that finding a few keys again costs less than keeping where each stands. All
keys of a map stand at one column, and nothing else begins there but comments and the dashes of a list that is the value
of one of them; so a key is the first text of its kind at that column, wherever its map begins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dslint.findings import FieldPath
from dslint.source.block_lines import LINE
from dslint.source.line_values import KEY
from dslint.source.places import At, Place, TreePlaces
from dslint.source.text_errors import TextRange

_CONTENT = re.compile(r"(?:\A|\n)( *)(?=[^ \n#])")
_IS_KEY = re.compile(KEY)
_BOOLEANS = ("true", "false")
"""Keys that may be written in another way."""
_MANY = 100
"""Keys of one map that are looked up here. Each costs a search in the map; with more, the tree costs less."""


class _Part:
    """An entry, an item or the document: where its key stands, if it has one, and its value.

    A map or list of lines has a `column`, and a `limit` where the next thing outside of it may begin; its end is -1
    until somebody asks. Other values have the column -1; empty ones start and end behind the key.
    """

    __slots__ = ("column", "end", "is_list", "items", "key", "limit", "parts", "start")

    def __init__(self, key: TextRange | None, start: int, end: int, column: int = -1, limit: int = 0) -> None:
        self.key, self.start, self.end = key, start, end
        self.column, self.limit, self.is_list = column, limit, False
        self.parts: dict[str | int, _Part | None] = {}
        self.items: list[int] | None = None


class BlockPlaces:
    """Finds the places of a text's keys, values and items by path. The text must be one that block_lines reads."""

    __slots__ = ("_root", "_tree", "text")

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else text + "\n"
        self._root: _Part | None = None
        self._tree: TreePlaces | None = None

    @property
    def top(self) -> Place:
        """All places, as a tree."""
        return self._all().top

    def depth(self, path: FieldPath) -> int:
        """How many steps of a path exist."""
        found = self._find(path)
        return self._all().depth(path) if found is None else found[1]

    def stretch(self, path: FieldPath, at: At) -> TextRange:
        """The key or value at a path; if there is none, what its nearest ancestor is called."""
        found = self._find(path)
        if found is None:
            return self._all().stretch(path, at)
        part, depth = found
        if part.key is not None and (at == "key" or depth < len(path) or part.start == part.end):
            return part.key
        if depth < len(path) and part.column >= 0 and not part.is_list:
            return TextRange(*self._line(part.start).span(3))
        end = self._end(part)
        return self._all().stretch(path, at) if end is None else TextRange(part.start, end)

    def _all(self) -> TreePlaces:
        if self._tree is None:
            from dslint.source.yaml_text import read_yaml

            self._tree = TreePlaces(read_yaml(self.text).place)
        return self._tree

    def _find(self, path: FieldPath) -> tuple[_Part, int] | None:
        """The part that a path leads to, or its nearest ancestor, and how many steps it is from the top.

        None where only the tree can tell.
        """
        if self._root is None:
            self._root = self._value(None, 0, len(self.text))
        part = self._root
        for depth, step in enumerate(path):
            if part.column < 0:
                return None if self.text[part.start] in "[{" else (part, depth)
            if step not in part.parts:
                if len(part.parts) >= _MANY and not part.is_list:
                    return None
                part.parts[step] = self._item(part, step) if part.is_list else self._entry(part, step)
            inner = part.parts[step]
            if inner is None:
                return None if step in _BOOLEANS else (part, depth)
            part = inner
        return part, len(path)

    def _entry(self, around: _Part, step: str | int) -> _Part | None:
        if not isinstance(step, str) or _IS_KEY.fullmatch(step) is None:
            return None
        text, start = self.text, around.start
        if not text.startswith(step + ":", start):
            start = text.find(f"\n{' ' * around.column}{step}:", start, around.limit) + 1
            if start == 0:
                return None
            start += around.column
        end = _next_entry(around.column).search(text, start, around.limit)
        return self._value(TextRange(start, start + len(step)), start, end.start() if end else around.limit)

    def _value(self, key: TextRange | None, start: int, limit: int) -> _Part:
        """The part with a key that ends before a colon, or of the whole document."""
        behind = start if key is None else key.end + 1
        if key is not None and self.text[behind] != "\n":
            line = self._line(start)
            if line[4]:
                return _Part(key, *_value_of(line))
        content = _CONTENT.search(self.text, behind, limit)
        if content is None:
            return _Part(key, behind, behind)
        part = _Part(key, content.end(), -1, len(content[1]), limit)
        part.is_list = self.text[part.start] == "-"
        return part

    def _item(self, around: _Part, step: str | int) -> _Part | None:
        items, width = around.items, around.column + 1
        if items is None:
            lines = _item_at(around.column).finditer(self.text, around.start, around.limit)
            items = around.items = [around.start, *(line.end() - 2 for line in lines)]
        if not isinstance(step, int) or not 0 <= step < len(items):
            return None
        line = self._line(items[step])
        if not line[3]:
            return _Part(None, *_value_of(line))
        limit = items[step + 1] - width if step + 1 < len(items) else around.limit
        return _Part(None, line.start(3), -1, around.column + len(line[2]), limit)

    def _line(self, offset: int) -> re.Match[str]:
        """The line that an offset is in."""
        line = LINE.match(self.text, self.text.rfind("\n", 0, offset) + 1)
        assert line is not None
        return line

    def _end(self, part: _Part) -> int | None:
        """A block ends where the last thing in it ends; None if lines below a `|` may look like something else."""
        if part.end >= 0:
            return part.end
        limit = part.limit
        if self.text.find("|", part.start, limit) >= 0:
            return None
        while True:
            line = self._line(limit - 1)
            if line[2] or line[3]:
                part.end = _value_of(line)[1] if line[4] else line.end(3) + 1
                return part.end
            limit = line.start()


def _value_of(line: re.Match[str]) -> tuple[int, int]:
    """Where a value starts and ends: with the end of its last line if it has lines of its own."""
    return line.start(4), line.end(4) + (1 if line[5] else 0)


@lru_cache(maxsize=256)
def _next_entry(column: int) -> re.Pattern[str]:
    """The end of a line that is followed by one outside of an entry whose key stands at a column."""
    return re.compile(rf"\n(?!{' ' * column}(?: |- )| *(?:#|\n|\Z))")


@lru_cache(maxsize=256)
def _item_at(column: int) -> re.Pattern[str]:
    return re.compile(f"\n{' ' * column}- ")
