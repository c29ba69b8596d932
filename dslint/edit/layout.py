"""How a document is indented, as most of it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from dslint.edit.draft import Draft
from dslint.edit.value_text import Layout
from dslint.source.nodes import Node

Measures: TypeAlias = tuple[Counter[int], Counter[int], Counter[int]]
"""How often maps are indented by so many columns, and lists, and how often so many blanks stand behind a dash."""


def layout_of(draft: Draft, root: Node, near: Node | None = None, known: dict[Node, Measures] | None = None) -> Layout:
    """The layout of a document; of a node in it where that has one of its own. What was measured is kept in `known`."""
    known = {} if known is None else known
    for node in (root, near):
        if node is not None and node not in known:
            known[node] = _measured(draft, node)
    inside = known[near] if near is not None else (Counter(), Counter(), Counter())
    whole = known[root]
    usual = Layout()
    map_step, list_offset, behind_dash = (
        _most(near_ or all_, default) for near_, all_, default in zip(inside, whole, usual, strict=True)
    )
    return Layout(map_step, list_offset, behind_dash)


def _most(counts: Counter[int], default: int) -> int:
    return counts.most_common(1)[0][0] if counts else default


def _measured(draft: Draft, top: Node) -> Measures:
    found: Measures = (Counter(), Counter(), Counter())
    for node in blocks(top):
        if node.kind == "list":
            found[2].update(
                item.start - dash - 1
                for dash, item in zip(dashes(draft, node), node.items, strict=True)
                if 0 < item.start - dash - 1 < 5 and draft.line_start(dash) == draft.line_start(item.start)
            )
        for key, value in node.entries:
            if value.style == "block" and draft.line_start(value.content) != draft.line_start(key.start):
                step = draft.column(value.content) - draft.column(key.start)
                found[1 if value.kind == "list" else 0][step] += 1
    return found


def blocks(top: Node) -> Iterator[Node]:
    """The block maps and lists in a node, itself among them."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if node.style == "block":
            yield node
            waiting.extend(node.children)


def dashes(draft: Draft, node: Node) -> list[int]:
    """Where the dash of each item of a block list stands, in the text that the node is from."""
    if node.dashes is None:
        node.dashes = _dashes(draft, node)
    return node.dashes


def _dashes(draft: Draft, node: Node) -> list[int]:
    found = [node.content]
    column = draft.column(node.content)
    for before, item in zip(node.items, node.items[1:], strict=False):
        line = draft.next_line(before.end)
        while line <= item.start and not _has_dash(draft.text, line, column):
            following = draft.next_line(line)
            if following == line:
                break
            line = following
        found.append(line + column)
    return found


def _has_dash(text: str, line: int, column: int) -> bool:
    return text.startswith("-", line + column) and not text[line : line + column].strip(" ")
