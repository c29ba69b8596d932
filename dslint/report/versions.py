"""Which Kubernetes serves which API version of DaemonSet, and what changed for node agents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from dslint.report.terminal import Ink, Terminal, wrapped


class Serving(Protocol):
    """An API version: the Kubernetes versions that add it, deprecate it, disable it by default and remove it."""

    @property
    def api_version(self) -> str: ...
    @property
    def since(self) -> str: ...
    @property
    def deprecated(self) -> str | None: ...
    @property
    def until(self) -> str | None: ...
    @property
    def gone(self) -> str | None: ...


class Change(Protocol):
    @property
    def version(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...


_HEADS = ("DaemonSet in", "served since", "deprecated", "off by default", "removed")
_INDENT = len("1.36  static pods  ")


def lines(served: Sequence[Serving], never: str, changes: Sequence[Change], terminal: Terminal) -> Iterator[str]:
    yield from _table(served, terminal)
    yield f"{never} never contained DaemonSet, although some published tables list it."
    yield ""
    previous = ""
    for change in changes:
        shown = "" if change.version == previous else change.version
        previous = change.version
        first, *others = wrapped(change.text, max(30, terminal.width - _INDENT))
        version = terminal.paint(f"{shown:<5}", Ink.STRONG)
        subject = terminal.paint(f"{change.subject:<11}", Ink.RELATED)
        yield f"{version} {subject}  {first}"
        yield from (f"{' ' * _INDENT}{line}" for line in others)


def _table(served: Sequence[Serving], terminal: Terminal) -> Iterator[str]:
    rows = [
        (entry.api_version, entry.since, entry.deprecated or "-", entry.until or "-", entry.gone or "-")
        for entry in served
    ]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    for number, row in enumerate((_HEADS, *rows)):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield terminal.paint(line, Ink.STRONG) if number == 0 else line
