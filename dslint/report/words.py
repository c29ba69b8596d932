"""Words that reports of findings and of plans have in common."""

from __future__ import annotations

from dslint.findings import Note


def where(note: Note) -> str:
    """`ds.yaml:14`, or the file alone."""
    return note.file if note.line is None else f"{note.file}:{note.line}"


def plural(number: int, noun: str) -> str:
    """`1 node`, `2 nodes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
