"""Lines that fit a terminal: marked, indented, broken between words."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.report.escapes import visible
from dslint.report.terminal import Ink, Terminal, cells, wrapped

LOWEST_WIDTH = 32
"""The narrowest column that text is wrapped to."""


def marked(mark: str, text: str, terminal: Terminal) -> Iterator[str]:
    first, *others = wrapped(visible(text), max(LOWEST_WIDTH, terminal.width - 4))
    yield f"  {terminal.paint(mark, Ink.WARNING)} {first}"
    yield from (f"    {line}" for line in others)


def indented(text: str, terminal: Terminal) -> Iterator[str]:
    yield from (f"    {line}" for line in wrapped(visible(text), max(LOWEST_WIDTH, terminal.width - 4)))


def with_source(text: str, source: str, room: int, terminal: Terminal) -> Iterator[str]:
    """The text, followed by its line in the manifest, on the same line if there is room."""
    parts = wrapped(visible(text), room)
    source = visible(source)
    if not source:
        yield from parts
    elif cells(parts[-1]) + 2 + cells(source) <= room:
        yield from parts[:-1]
        yield f"{parts[-1]}  {terminal.paint(source, Ink.RELATED)}"
    else:
        yield from parts
        yield terminal.paint(source, Ink.RELATED)
