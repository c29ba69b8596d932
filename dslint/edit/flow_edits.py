"""Edits of maps and lists between brackets, JSON among them."""

from __future__ import annotations

import json
from typing import Any

from dslint.edit.draft import Draft
from dslint.edit.scalar_text import scalar_text
from dslint.edit.value_text import flow_text, is_block
from dslint.source.nodes import Node


def set_value(draft: Draft, parent: Node, index: int, value: Any) -> None:
    """Give an entry or an item another value."""
    old = parent.items[index] if parent.kind == "list" else parent.entries[index][1]
    if old.empty:
        key = parent.entries[index][0] if parent.kind == "map" else old
        colon = draft.text.find(":", key.end, key.end + 2)
        at = colon + 1 if colon >= 0 else key.end
        draft.replace(at, at, (" " if colon >= 0 else ": ") + _text(draft, parent, value))
        return
    quote = old.style if old.style in ("'", '"') else ""
    if isinstance(value, str) and not is_json(parent):
        text = scalar_text(value, quote, flow=True)
    else:
        text = _text(draft, parent, value)
    draft.replace(old.start if old.tag else old.content, old.end, text)


def is_json(node: Node) -> bool:
    """Whether a map or list is written as JSON has it: everything quoted twice."""
    keys = [key for key, _ in node.entries]
    values = [value for value in node.children if value.kind == "scalar" and value.style != '"']
    if keys:
        return all(key.style == '"' for key in keys)
    return (
        not any(isinstance(value.text, str) and value.style == "'" for value in values)
        and not any(value.style == "" and not _is_json_word(value.text) for value in values)
        and all(is_json(item) for item in node.items if item.kind in ("map", "list"))
    )


def _is_json_word(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def add(draft: Draft, node: Node, value: Any, key: str | None = None) -> None:
    """Add an entry, or without a key an item, at the end."""
    text = _text(draft, node, value, inside=True)
    if key is not None:
        text = (json.dumps(key, ensure_ascii=False) if is_json(node) else scalar_text(key, flow=True)) + ": " + text
    starts = _starts(node)
    if not starts:
        draft.replace(node.content + 1, node.end - 1, text)
        return
    end = max(child.end for child in node.children)
    comma = "," in _between(draft, end, node.end - 1)
    apart = draft.line_start(starts[-1]) != draft.line_start(node.content if len(starts) == 1 else starts[-2])
    gap = draft.newline + _margin(draft, starts[-1]) if apart else " "
    at = draft.text.index(",", end) + 1 if comma else end
    draft.replace(at, at, ("" if comma else ",") + gap + text)


def _between(draft: Draft, start: int, end: int) -> str:
    """The text between two offsets, without comments."""
    return "".join(line.partition("#")[0] for line in draft.text[start:end].splitlines())


def _starts(node: Node) -> list[int]:
    return [item.start for item in node.items] if node.kind == "list" else [key.start for key, _ in node.entries]


def _margin(draft: Draft, offset: int) -> str:
    """What stands before the first thing in a line."""
    line = draft.text[draft.line_start(offset) : offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


def remove(draft: Draft, node: Node, index: int) -> None:
    """Remove one of several entries or items, and a comma."""
    starts = _starts(node)
    if index + 1 < len(starts):
        draft.replace(starts[index], starts[index + 1], "")
        return
    end = node.items[index].end if node.kind == "list" else max(part.end for part in node.entries[index])
    before = node.items[index - 1].end if node.kind == "list" else max(part.end for part in node.entries[index - 1])
    draft.replace(before, end, "")


def _text(draft: Draft, parent: Node, value: Any, *, inside: bool = False) -> str:
    """The value as its surroundings are written: one line, or JSON of several."""
    as_json = is_json(parent)
    starts = _starts(parent)
    several = as_json and is_block(value) and bool(starts) and "\n" in draft.text[parent.content : starts[0]]
    if not several:
        return flow_text(value, as_json=as_json)
    margin = _margin(draft, starts[-1] if inside else starts[0])
    closing = _margin(draft, parent.end - 1)
    step = margin.removeprefix(closing) or "  "
    lines = json.dumps(value, indent=step, ensure_ascii=False).split("\n")
    return (draft.newline + margin).join(lines)
