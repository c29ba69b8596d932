"""What a fix changes of a text, as lines that go and lines that come."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import accumulate

from dslint.findings import Fix, PlacedEdit
from dslint.report.excerpt import lines_of

CONTEXT = 2
"""How many unchanged lines are shown around changed ones."""

MOST = 40
"""The most lines that are shown of one fix."""

LONGEST = 2000
"""The most lines that a fix may reach over and still be shown: comparing texts takes long."""


def fix_diff(text: str, fix: Fix) -> Iterator[tuple[str, str]]:
    """Each line with its sign: `-`, `+`, a blank, or `…` for lines that are left out. Nothing if it is not known."""
    if not fix.placed:
        return
    source = lines_of(text)
    first = max(0, min(edit.line for edit in fix.placed) - 1 - CONTEXT)
    last = max(edit.end_line for edit in fix.placed) + CONTEXT
    if last - first > LONGEST:
        yield "…", f"changes in {last - first} lines; --diff shows them"
        return
    before = source[first:last]
    after = changed(before, fix.placed, first)
    if before[-1] == after[-1] == "":  # what is behind the end of the last line is no line
        before, after = before[:-1], after[:-1]
    found = list(difflib.unified_diff(before, after, n=CONTEXT, lineterm=""))
    shown = [("…", "") if line.startswith("@@") else (line[0], line[1:]) for line in found[3:]]
    yield from shown[:MOST]
    if len(shown) > MOST:
        yield "…", f"{len(shown) - MOST} more lines; --diff shows all"


def changed(lines: Sequence[str], edits: Sequence[PlacedEdit], first: int) -> list[str]:
    """The lines after the edits, whose lines count from that of index `first`, from 1."""
    text = "\n".join(lines)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def offset(line: int, column: int) -> int:
        """A column behind the end of its line, as that of a CR, is that end."""
        index = min(line - 1 - first, len(lines) - 1)
        return starts[index] + min(column - 1, len(lines[index]))

    for edit in sorted(edits, reverse=True):
        text = text[: offset(edit.line, edit.column)] + edit.text + text[offset(edit.end_line, edit.end_column) :]
    return lines_of(text)
