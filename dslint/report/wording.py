"""Texts that reports of findings and of plans share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dslint.findings import Note, Severity, Silenced, Silencer
from dslint.report.escapes import visible

NAMED = 8
"""The most kinds, or the like, that one line names; the rest are counted."""

FILES = 4
"""The most files that are listed for one kind of silencer; the rest are counted."""

MARK = " | "
"""What begins each line of a message that shows an expression, and the mark below the place of an error in it."""


def marked_lines(message: str) -> list[str]:
    """The lines of a message about an expression; of any other, the whole message."""
    return re.split(r"\n(?= \| |ERROR: )", message) if f"\n{MARK}" in message else [message]


def where(note: Note) -> str:
    """`ds.yaml:14`, or the file alone."""
    return note.file if note.line is None else f"{note.file}:{note.line}"


def skipped_notes(notes: Sequence[Note]) -> Iterator[str]:
    """What was skipped: a line for each reason, and one for the objects of all other kinds."""
    by_message: dict[str, list[Note]] = {}
    for note in notes:
        if not note.kind:
            by_message.setdefault(note.message, []).append(note)
    for message, alike in by_message.items():
        more = f" and {len(alike) - 1} more" if len(alike) > 1 else ""
        yield visible(f"skipped: {where(alike[0])}{more}: {message}")
    kinds = Counter(note.kind for note in notes if note.kind)
    if kinds:
        counts = [f"{number} {kind}" for kind, number in kinds.most_common()]
        yield visible(f"skipped other kinds: {listed(counts, 'kind')}")


def listed(items: Sequence[str], noun: str, most: int = NAMED) -> str:
    """`a, b and 31 other kinds`: at most eight of them, or `most`."""
    more = len(items) - most
    return ", ".join(items) if more < 1 else f"{', '.join(items[:most])} and {plural(more, f'other {noun}')}"


def more_alike(number: int) -> str:
    """`and 997 more like it`, for findings that are not told."""
    return f"and {number:,} more like it"


def plural(number: int, noun: str) -> str:
    """`1 node`, `2 nodes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def counted(severity: Severity, number: int) -> str:
    """`1 error`, `2 warnings`, `3 info`."""
    return f"{number} info" if severity is Severity.INFO else plural(number, severity.value)


def silenced(found: Sequence[Silenced]) -> str:
    """`silenced: 3 by .dslint.yaml, 1 by comments in ds.yaml, 12 by baseline.json`; "" if nothing was."""
    parts = (
        _counted("silenced", [one for one in found if one.by.hides]),
        _counted("severity lowered", [one for one in found if one.by is Silencer.SEVERITY]),
        _counted("files excluded", [one for one in found if one.by is Silencer.EXCLUDE]),
        *(
            f"failOn: never in {one.file} lets {plural(one.number, 'error')} pass"
            for one in found
            if one.by is Silencer.FAIL_ON
        ),
    )
    return visible("; ".join(filter(None, parts)))


def _counted(what: str, found: Iterable[Silenced]) -> str:
    by: dict[Silencer, list[Silenced]] = {}
    for one in found:
        by.setdefault(one.by, []).append(one)
    by_file = [part for by_one in by.values() for part in _by_file(by_one)]
    return f"{what}: {', '.join(by_file)}" if by_file else ""


def _by_file(found: Sequence[Silenced]) -> Iterator[str]:
    noun = _WITHIN.get(found[0].by, "")
    shown = found if len(found) <= FILES + 1 else found[:FILES]
    for one in shown:
        yield f"{one.number} by {' in '.join(filter(None, (noun, one.file)))}"
    rest = found[len(shown) :]
    if rest:
        number = sum(one.number for one in rest)
        yield f"{number} by {' in '.join(filter(None, (noun, f'{len(rest)} more files')))}"


_WITHIN = {Silencer.COMMENT: "comments", Silencer.ANNOTATION: "annotations", Silencer.PROFILE: "profiles"}
