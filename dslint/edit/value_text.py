"""A new value as the lines that it takes in a block, or as one piece between brackets."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from dslint.edit.scalar_text import literal_lines, scalar_text


class Layout(NamedTuple):
    """How a document is indented: maps in maps, dashes below their key, and what follows a dash."""

    map_step: int = 2
    list_offset: int = 2
    behind_dash: int = 1


def is_block(value: Any) -> bool:
    """Whether a value takes lines of its own: a map or a list that is not empty."""
    return isinstance(value, dict | list) and bool(value)


def block_lines(value: Any, layout: Layout) -> list[str]:
    """The lines of a map or a list that is not empty, the first at the margin."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in entry_lines(key, item, layout)]
    return [line for item in value for line in item_lines(item, layout)]


def entry_lines(key: str, value: Any, layout: Layout, quote: str = "") -> list[str]:
    """The lines of an entry of a map; `quote` is that of strings beside it."""
    head = scalar_text(key) + ":"
    if is_block(value):
        indent = layout.list_offset if isinstance(value, list) else layout.map_step
        return [head, *indented(block_lines(value, layout), indent)]
    first, *others = inline_lines(value, quote)
    return [f"{head} {first}", *indented(others, layout.map_step)]


def item_lines(value: Any, layout: Layout, quote: str = "") -> list[str]:
    """The lines of an item of a list."""
    lines = block_lines(value, layout) if is_block(value) else inline_lines(value, quote)
    head = "-" + " " * layout.behind_dash
    return [head + lines[0], *indented(lines[1:], len(head))]


def inline_lines(value: Any, quote: str = "") -> list[str]:
    """The lines of what begins behind its key: a scalar, a literal block, an empty map or list."""
    if isinstance(value, dict | list):
        return ["{}" if isinstance(value, dict) else "[]"]
    literal = literal_lines(value) if isinstance(value, str) and not quote else None
    return literal or [scalar_text(value, quote)]


def ends_in_literal(value: Any) -> bool:
    """Whether the last of its lines are those of a literal block."""
    while is_block(value):
        value = list(value.values())[-1] if isinstance(value, dict) else value[-1]
    return isinstance(value, str) and literal_lines(value) is not None


def indented(lines: list[str], columns: int) -> list[str]:
    return [" " * columns + line if line else line for line in lines]


def flow_text(value: Any, *, as_json: bool) -> str:
    """A value between brackets, on one line."""
    if as_json:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        parts = (f"{scalar_text(key, flow=True)}: {flow_text(item, as_json=False)}" for key, item in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(item, as_json=False) for item in value) + "]"
    return scalar_text(value, flow=True)
