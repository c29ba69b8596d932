"""Formats generated schemas: compact, and with readable diffs."""

from __future__ import annotations

import json
from typing import Any


def text_of(schema: dict[str, Any]) -> str:
    """The text of a schema, with one line per top-level entry and per property of a definition."""
    lines = []
    for key, value in schema.items():
        if key == "$defs":
            blocks = ",\n".join(f"  {json.dumps(name)}: {block(definition)}" for name, definition in value.items())
            lines.append(f' "$defs": {{\n{blocks}\n }}')
        elif isinstance(value, (dict, list)) and len(value) > 2:
            lines.append(f" {json.dumps(key)}: {spread(value, '  ')}")
        else:
            lines.append(f" {json.dumps(key)}: {compact(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def block(definition: Any) -> str:
    if not isinstance(definition, dict) or "properties" not in definition:
        return compact(definition)
    parts = [
        f"{json.dumps(key)}: {spread(value, '    ') if key == 'properties' else compact(value)}"
        for key, value in definition.items()
    ]
    return "{" + ", ".join(parts) + "}"


def spread(value: Any, indent: str) -> str:
    if isinstance(value, dict):
        inner = ",\n".join(f"{indent}{json.dumps(key)}: {compact(item)}" for key, item in value.items())
        return "{\n" + inner + "}"
    return "[\n" + ",\n".join(indent + compact(item) for item in value) + "]"


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
