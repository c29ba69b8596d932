"""Which Kubernetes serves which API version of DaemonSet, and what changed for node agents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from dslint.findings import Finding, ObjectRef
from dslint.report.terminal import Ink, Terminal, indented, wrapped
from dslint.report.wording import plural


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


class Span(Protocol):
    """Two versions that are compared; a downgrade if the first is the newer one."""

    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...
    @property
    def is_downgrade(self) -> bool: ...


class Touched(Protocol):
    """An object of a manifest, with the changes that touch it and the findings that it has at one end only."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int | None: ...
    @property
    def object(self) -> ObjectRef: ...
    @property
    def changes(self) -> Sequence[Change]: ...
    @property
    def gone(self) -> Sequence[Finding]: ...
    @property
    def new(self) -> Sequence[Finding]: ...


_HEADS = ("DaemonSet in", "served since", "deprecated", "off by default", "removed")
_INDENT = len("1.36  static pods  ")
_MORE = (
    "dslint versions 1.29 1.34 shows all that changes between two versions, with --for FILE what touches a manifest."
)


def all_lines(served: Sequence[Serving], never: str, changes: Sequence[Change], terminal: Terminal) -> Iterator[str]:
    yield from _table(served, terminal)
    yield f"{never} never contained DaemonSet, although some published tables list it."
    yield ""
    yield from _changes(changes, terminal)
    yield ""
    yield from wrapped(_MORE, max(30, terminal.width))


def between_lines(span: Span, changes: Sequence[Change], terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(_title(span), Ink.STRONG)
    yield ""
    yield from _changes(changes, terminal)


def manifest_lines(span: Span, objects: Sequence[Touched], terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(f"{_title(span)}, as far as it touches these manifests", Ink.STRONG)
    for item in objects:
        place = item.file if item.line is None else f"{item.file}:{item.line}"
        yield ""
        yield terminal.paint(f"{item.object} ({place})", Ink.STRONG)
        yield from _findings(f"that only {span.end} has", item.new, terminal)
        yield from _findings(f"that only {span.start} has", item.gone, terminal)
        if not item.new and not item.gone:
            yield "  the findings are the same"
        yield ""
        yield from _changes(item.changes, terminal)
        if not item.changes:
            yield "no change touches it"


def _title(span: Span) -> str:
    if span.is_downgrade:
        return f"{span.start} -> {span.end}: what this downgrade takes back, the newest first"
    return f"{span.start} -> {span.end}: what changes for node agents"


def _findings(which: str, findings: Sequence[Finding], terminal: Terminal) -> Iterator[str]:
    if not findings:
        return
    yield f"  {plural(len(findings), 'finding')} {which}:"
    for finding in findings:
        line = f"line {finding.line}: " if finding.line is not None else ""
        field = f"{finding.field}: " if finding.field else ""
        yield from indented(f"{finding.severity.value} {finding.code} {line}{field}{finding.message}", terminal)


def _changes(changes: Sequence[Change], terminal: Terminal) -> Iterator[str]:
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
