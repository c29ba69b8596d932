"""A YAML or JSON text as nodes that tell how each part is written: style, anchors, aliases and merges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from dslint.source.goyaml_differences import readable
from dslint.source.scalars import plain

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]*(?:#[^\r\n]*)?[\r\n \t]*)+")
_MERGE = "<<"
_STARTS = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})
_NODES = frozenset({ScalarEvent, AliasEvent, *_STARTS})


@dataclass(slots=True, eq=False)
class Node:
    """A part of a text. `start` is where its anchor or tag begins, `content` where it begins without them.

    `style` is the quote or the mark of a scalar, empty for one without; of a map or a list, "flow" or "block". `text`
    is what a scalar says, or the name of an alias; `target` is what an alias stands for. A block ends where the last
    node in it ends. `dashes` are where those of a block list stand, once they were looked for.
    """

    kind: Literal["scalar", "map", "list", "alias"]
    start: int
    content: int
    end: int
    style: str = ""
    anchor: str | None = None
    tag: str | None = None
    text: str = ""
    target: Node | None = None
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    # Found once, when first asked for: each of many edits of a document asks for them.
    dashes: list[int] | None = None
    _positions: dict[str, int] | None = None
    _merges: list[tuple[int, Node]] | None = None

    @property
    def flow(self) -> bool:
        return self.style == "flow"

    @property
    def empty(self) -> bool:
        """Whether nothing is written, as in `key:`."""
        return self.kind == "scalar" and self.content == self.end

    @property
    def key(self) -> str:
        """The key that a scalar is."""
        value = plain(self.text) if not self.style and self.tag is None else self.text
        if isinstance(value, bool):
            return "true" if value else "false"
        return self.text if isinstance(value, str) or value is None else str(value)

    @property
    def merges(self) -> bool:
        """Whether the key is `<<`."""
        return not self.style and self.text == _MERGE

    @property
    def positions(self) -> dict[str, int]:
        """The index of the entry of each key, of the last one where a key is repeated; merges are left out."""
        if self._positions is None:
            self._positions = {key.key: index for index, (key, _) in enumerate(self.entries) if not key.merges}
        return self._positions

    @property
    def merged(self) -> list[tuple[int, Node]]:
        """The indices and the values of the entries `<<`."""
        if self._merges is None:
            self._merges = [(index, value) for index, (key, value) in enumerate(self.entries) if key.merges]
        return self._merges

    @property
    def children(self) -> list[Node]:
        """The nodes in it, in the order of the text."""
        return [*self.items, *(node for entry in self.entries for node in entry)]


@lru_cache(maxsize=1)
def nodes_of(text: str) -> Node | None:
    """The nodes of the first document of a text; None if it has none, or cannot be read.

    The last are kept: the fixes of a document are asked for one after the other.
    """
    written = text
    while True:
        try:
            return _Builder(text).built(CParser(written))
        except YAMLError as error:  # noqa: PERF203 - a text is read again at most as often as goyaml would go on
            again = readable(written, error)
            if again is None:
                return None
            written = again
        except (UnicodeEncodeError, RecursionError):
            return None


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Node] = []
        self.keys: list[Node | None] = []
        self.anchors: dict[str, Node] = {}

    def built(self, parser: Any) -> Node | None:
        root: Node | None = None
        next_event = parser.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind in _NODES:
                node = self._node(event)
                root = root or node
                self._put(node)
                if kind in _STARTS:
                    self.open.append(node)
                    self.keys.append(None)
            elif kind in _ENDS:
                self._close(event)
            elif kind is DocumentEndEvent or kind is StreamEndEvent:
                return root

    def _node(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if type(event) is AliasEvent:
            name = str(event.anchor)
            return Node("alias", start, start, end, text=name, target=self.anchors.get(name))
        content = start
        if event.anchor is not None or event.tag is not None:
            match = _PROPERTIES.match(self.text, start)
            content = match.end() if match else start
        node = Node("scalar", start, content, end, anchor=event.anchor, tag=event.tag)
        kind = type(event)
        if kind is ScalarEvent:
            node.style, node.text = event.style or "", event.value
            if node.style in ("|", ">"):
                node.end = start + len(self.text[start:end].rstrip())
            node.content = min(content, node.end)
        else:
            node.kind = "map" if kind is MappingStartEvent else "list"
            node.style = "flow" if event.flow_style else "block"
        if node.anchor is not None:
            self.anchors[node.anchor] = node
        return node

    def _put(self, node: Node) -> None:
        if not self.open:
            return
        parent = self.open[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif self.keys[-1] is None:
            self.keys[-1] = node
        else:
            parent.entries.append((self.keys[-1], node))
            self.keys[-1] = None

    def _close(self, event: Any) -> None:
        node = self.open.pop()
        self.keys.pop()
        if node.flow:
            node.end = event.end_mark.index
        elif node.items:
            node.end = node.items[-1].end
        elif node.entries:
            node.end = node.entries[-1][1].end
