"""Edits of maps and lists between brackets, JSON among them."""

from __future__ import annotations

import json
from typing import Any

from dslint.edit.draft import Draft
from dslint.edit.scalar_text import scalar_text
from dslint.edit.value_text import flow_text, is_block
from dslint.source.nodes import Node


def set_value(draft: Draft, parent: Node, index: int, value: Any, *, as_json: bool = False) -> None:
    """Give an entry or an item another value. `as_json` is whether the whole document is JSON."""
    as_json = as_json or is_json(parent)
    old = parent.items[index] if parent.kind == "list" else parent.entries[index][1]
    if old.empty:
        key = parent.entries[index][0] if parent.kind == "map" else old
        colon = draft.text.find(":", key.end, key.end + 2)
        at = colon + 1 if colon >= 0 else key.end
        draft.replace(at, at, (" " if colon >= 0 else ": ") + _text(draft, parent, value, as_json=as_json))
        return
    quote = old.style if old.style in ("'", '"') else ""
    if isinstance(value, str) and not as_json:
        text = scalar_text(value, quote, flow=True)
    else:
        text = _text(draft, parent, value, as_json=as_json)
    draft.replace(old.start if old.tag else old.content, old.end, text)


def is_json(node: Node) -> bool:
    """Whether a map or list is written as JSON has it: everything quoted twice."""
    if node.entries:
        return all(key.style == '"' for key, _ in node.entries)
    scalars = [item for item in node.items if item.kind == "scalar"]
    if not all(item.style == '"' or (not item.style and _is_json_word(item.text)) for item in scalars):
        return False
    inner = [item for item in node.items if item.kind != "scalar"]
    return all(map(is_json, inner)) and (bool(inner) or any(item.style == '"' for item in scalars))


def _is_json_word(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def add(draft: Draft, node: Node, value: Any, key: str | None = None, *, as_json: bool = False) -> None:
    """Add an entry, or without a key an item, at the end."""
    as_json = as_json or is_json(node)
    text = _text(draft, node, value, as_json=as_json, inside=True)
    if key is not None:
        text = (json.dumps(key, ensure_ascii=False) if as_json else scalar_text(key, flow=True)) + ": " + text
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


def _text(draft: Draft, parent: Node, value: Any, *, as_json: bool, inside: bool = False) -> str:
    """The value as its surroundings are written: one line, or JSON of several."""
    starts = _starts(parent)
    several = as_json and is_block(value) and bool(starts) and "\n" in draft.text[parent.content : starts[0]]
    if not several:
        return flow_text(value, as_json=as_json)
    margin = _margin(draft, starts[-1] if inside else starts[0])
    closing = _margin(draft, parent.end - 1)
    step = margin.removeprefix(closing) or "  "
    lines = json.dumps(value, indent=step, ensure_ascii=False).split("\n")
    return (draft.newline + margin).join(lines)
