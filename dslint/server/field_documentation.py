"""What an editor shows of a field without a finding under the cursor: what it can be, and in which versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from dslint.kubernetes.release import parse_version
from dslint.schema.field_facts import FieldFacts, field_facts
from dslint.server.cursor import cursor_at
from dslint.server.open_text import OpenText

_KIND = re.compile(r"""kind:\s*["']?(\w+)""")
_KEY_AND_BEFORE = re.compile(r"""\s*(?:-\s+)*["']?[\w./-]+["']?(?=\s*:)""")


def field_documentation(text: OpenText, position: types.Position, version: str) -> str | None:
    """Markdown on the field whose key is at a position; None for anything else."""
    lines = text.positions.lines()
    if not 0 <= position.line < len(lines):
        return None
    line = lines[position.line]
    key = _KEY_AND_BEFORE.match(line)
    column = text.positions.offset(position) - text.positions.line_start(position.line)
    kind = _kind(lines, position.line)
    if key is None or not kind or not len(line) - len(line.lstrip(" -")) <= column <= key.end():
        return None
    cursor = cursor_at(lines, position.line, len(line))
    path = (*cursor.path, cursor.key)
    facts = field_facts(kind, path, parse_version(version))
    return "\n\n".join(_paragraphs(path, facts, version)) if facts else None


def _kind(lines: list[str], number: int) -> str:
    """The kind of the document in which a line is."""
    first = max((index for index in range(number + 1) if lines[index].startswith("---")), default=-1) + 1
    for line in lines[first:]:
        if line.startswith("---"):
            break
        match = _KIND.match(line)
        if match:
            return match[1]
    return ""


def _paragraphs(path: tuple[str, ...], facts: FieldFacts, version: str) -> Iterator[str]:
    yield f"`{'.'.join(path)}`: {facts.type}"
    if facts.values:
        yield "one of " + ", ".join(f"`{value}`" for value in facts.values)
    if facts.fields:
        yield "fields: " + ", ".join(f"`{name}`" for name in sorted(facts.fields))
    if facts.since:
        yield f"Kubernetes {facts.since} and later"
    if facts.until:
        yield f"removed in Kubernetes {facts.until}"
    yield f"*Kubernetes {version}*"
