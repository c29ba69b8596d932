"""Edits of maps and lists that are written line by line."""

from __future__ import annotations

from typing import Any

from dslint.edit.draft import Draft
from dslint.edit.layout import dashes
from dslint.edit.value_text import (
    Layout,
    block_lines,
    ends_in_literal,
    entry_lines,
    indented,
    inline_lines,
    is_block,
    item_lines,
)
from dslint.source.nodes import Node

_BEFORE = {
    "apiVersion": ("kind", "metadata", "spec"),
    "kind": ("metadata", "spec"),
    "metadata": ("spec",),
    "selector": ("updateStrategy", "template"),
    "updateStrategy": ("template",),
    "minReadySeconds": ("template",),
    "revisionHistoryLimit": ("template",),
}
"""Fields that are usually written before others: a new one is put there."""
_OF_PODS = frozenset({
    "affinity", "automountServiceAccountToken", "dnsPolicy", "hostIPC", "hostNetwork", "hostPID", "hostUsers",
    "nodeSelector", "os", "priorityClassName", "schedulerName", "securityContext", "serviceAccountName",
    "terminationGracePeriodSeconds", "tolerations",
})  # fmt: skip
"""Fields that are usually written before the containers of a pod, unless these are its first field."""


def set_value(draft: Draft, layout: Layout, parent: Node, index: int, value: Any) -> None:
    """Give an entry or an item another value."""
    key, old = parent.entries[index] if parent.kind == "map" else (None, parent.items[index])
    begin = dashes(draft, parent)[index] if key is None else key.start
    head = _head_end(draft, parent, index)
    column = draft.column(begin)
    if is_block(value) and key is not None:
        offset = layout.list_offset if isinstance(value, list) else layout.map_step
        _put_below(draft, head, old, _end_for(draft, old, value), indented(block_lines(value, layout), column + offset))
        return
    below = old.style == "block" and draft.line_start(old.content) != draft.line_start(head)
    beside = draft.text[old.end : draft.line_end(old.end)] + (draft.text[head : draft.line_end(head)] if below else "")
    lines = block_lines(value, layout) if is_block(value) else _inline(value, old, alone=not beside.strip())
    inside = column + (1 + layout.behind_dash if key is None else layout.map_step)
    text = draft.newline.join([lines[0], *indented(lines[1:], inside)])
    if below:
        _put_behind(draft, head, old, text)
    elif old.empty:
        draft.replace(head, head, " " + text)
    else:
        draft.replace(old.start if old.tag else old.content, _end_for(draft, old, value), _anchor(old) + text)


def _end_for(draft: Draft, old: Node, value: Any) -> int:
    """Where what a value replaces ends: with the comment behind it, if the comment would become text of the value."""
    return draft.line_end(old.end) if is_block(value) and ends_in_literal(value) else old.end


def _anchor(old: Node) -> str:
    return f"&{old.anchor} " if old.tag and old.anchor else ""


def _inline(value: Any, old: Node, *, alone: bool) -> list[str]:
    quote = old.style if old.style in ("'", '"') else ""
    lines = inline_lines(value, quote)
    return lines if alone or len(lines) == 1 else inline_lines(value, '"')


def _put_below(draft: Draft, head: int, old: Node, end: int, lines: list[str]) -> None:
    """Put lines in place of a value, below the line of its key, whose comment stays."""
    below = draft.newline + draft.newline.join(lines)
    line_end = draft.line_end(head)
    if old.empty:
        draft.replace(line_end, line_end, below)
    elif draft.line_start(old.content) != draft.line_start(head):
        draft.replace(draft.line_start(old.content), end, below[len(draft.newline) :])
    else:
        rest = draft.line_end(old.end)
        draft.replace(rest, rest, below)
        draft.replace(head, old.end, "")


def _put_behind(draft: Draft, head: int, old: Node, text: str) -> None:
    """Put a text behind a key, in place of a value that begins below it."""
    line_end = draft.line_end(head)
    behind = draft.text[head:line_end]
    comment = behind if behind.strip().startswith("#") else ""
    draft.replace(head, old.end, f" {text}{comment}")


def _head_end(draft: Draft, parent: Node, index: int) -> int:
    """The offset behind the colon or the dash before a value."""
    if parent.kind == "list":
        return dashes(draft, parent)[index] + 1
    return draft.text.index(":", parent.entries[index][0].end) + 1


def add_entry(draft: Draft, layout: Layout, node: Node, key: str, value: Any) -> None:
    """Add an entry to a map, where such an entry usually stands, else at its end."""
    column = draft.column(node.entries[0][0].start)
    lines = entry_lines(key, value, layout, _usual_quote(node))
    index = _place(node, key)
    if index == 0:
        start = node.entries[0][0].start
        draft.replace(start, start, draft.newline.join([lines[0], *indented([*lines[1:], ""], column)]) + " " * column)
        return
    _add_lines(draft, _end(draft, node, index - 1), indented(lines, column))


def _usual_quote(node: Node) -> str:
    """The quotes of the strings in a map, if all have the same."""
    styles = {value.style for _, value in node.entries if value.kind == "scalar" and value.style in ("", "'", '"')}
    return styles.pop() if len(styles) == 1 else ""


def _place(node: Node, key: str) -> int:
    behind = _BEFORE.get(key, ())
    keys = [one.key for one, _ in node.entries]
    if any(one.merges for one, _ in node.entries):
        return len(keys)
    if key in _OF_PODS and "containers" in keys:
        first = min(keys.index(one) for one in ("initContainers", "containers") if one in keys)
        return first or len(keys)
    return min((keys.index(one) for one in behind if one in keys), default=len(keys))


def add_item(draft: Draft, layout: Layout, node: Node, value: Any) -> None:
    """Add an item at the end of a list."""
    quote = _usual_quote(Node("map", 0, 0, 0, entries=[(item, item) for item in node.items]))
    lines = item_lines(value, layout, quote)
    _add_lines(draft, _end(draft, node, len(node.items) - 1), indented(lines, draft.column(node.content)))


def _add_lines(draft: Draft, end: int, lines: list[str]) -> None:
    line_end = draft.line_end(end)
    draft.replace(line_end, line_end, draft.newline + draft.newline.join(lines))


def _end(draft: Draft, node: Node, index: int) -> int:
    """Where an entry or an item ends."""
    value = node.items[index] if node.kind == "list" else node.entries[index][1]
    return max(value.end, _head_end(draft, node, index))


def remove(draft: Draft, node: Node, index: int) -> None:
    """Remove one of several entries or items, with the comments that belong to it."""
    starts = dashes(draft, node) if node.kind == "list" else [key.start for key, _ in node.entries]
    start = starts[index]
    line = draft.line_start(start)
    end = _behind(draft, _end(draft, node, index), draft.column(start))
    if draft.text[line:start].strip(" "):
        behind = draft.text[end:]
        draft.replace(start, end + len(behind) - len(behind.lstrip(" ")), "")
        return
    line = _with_comments_above(draft, line, draft.column(start))
    if end == len(draft.text) and draft.text[end - 1 : end] not in ("\n", "\r"):
        line = max(line - len(draft.newline), 0)
    draft.replace(line, end, "")


def _behind(draft: Draft, end: int, column: int) -> int:
    """Where the next line begins that is not a comment which is indented more than a column."""
    line = draft.next_line(end)
    while line < len(draft.text):
        text = draft.text[line : draft.line_end(line)]
        if not text.lstrip(" ").startswith("#") or len(text) - len(text.lstrip(" ")) <= column:
            break
        line = draft.next_line(line)
    return line


def _with_comments_above(draft: Draft, line: int, column: int) -> int:
    """Where the comments begin that stand directly above a line, at the same column."""
    while line > 0:
        above = draft.line_start(line - (2 if draft.text[line - 2 : line] == "\r\n" else 1))
        if not draft.text.startswith(" " * column + "#", above):
            break
        line = above
    return line
