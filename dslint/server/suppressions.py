"""The comment that suppresses a finding: where it can stand, tried out before it is offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dslint.findings import Finding, TextEdit
from dslint.server.open_text import OpenText

REASON = "TODO: say why"
"""What stands where the reason belongs. It is for the author to write."""

_WRITTEN = re.compile(r"#[ \t]*dslint:[ \t]*ignore\[(?P<rules>[^\]\n]*)")
_OF_SUPPRESSIONS = "DS9"

Find = Callable[[str], tuple[Finding, ...]]
"""The findings of a text in place of the open one."""


class Suppression(NamedTuple):
    """What to insert, and what that covers: `on this line`, `in this file`."""

    edit: TextEdit
    covers: str


def for_line(finding: Finding, text: OpenText, find: Find) -> Suppression | None:
    """A comment at the end of the finding's line or above it, whichever has the effect and no other, if any."""
    tried = (Suppression(edit, "on this line") for edit in _edits(finding, text))
    return next((one for one in tried if _works(finding, text.text, one.edit, find)), None)


def for_file(finding: Finding, text: OpenText, find: Find) -> Suppression | None:
    """A comment at the top of the file, if it has the effect and no other."""
    start = 1 if text.text.startswith("\ufeff") else 0
    edit = TextEdit(start, start, f"# dslint: ignore-file[{finding.code}] {REASON}\n")
    return Suppression(edit, "in this file") if _works(finding, text.text, edit, find) else None


def _edits(finding: Finding, text: OpenText) -> Iterator[TextEdit]:
    if finding.span is None:
        return
    number = finding.span.line - 1
    line = text.positions.line(number)
    start = text.positions.line_start(number)
    written = _WRITTEN.search(line)
    if written is not None:
        at = start + written.end("rules")
        yield TextEdit(at, at, f", {finding.code}")
    comment = f"# dslint: ignore[{finding.code}] {REASON}"
    end = start + len(line)
    yield TextEdit(end, end, f"  {comment}")
    indent = line[: len(line) - len(line.lstrip())]
    yield TextEdit(start, start, f"{indent}{comment}\n")


def _works(finding: Finding, text: str, edit: TextEdit, find: Find) -> bool:
    """Whether the finding is gone then, and no rule finds something in an object where it found nothing before."""
    before = find(text)
    after = find(text[: edit.start] + edit.text + text[edit.end :])
    gone = (finding.code, finding.path, finding.object_number)
    if any((one.code, one.path, one.object_number) == gone for one in after):
        return False
    of_suppressions = [sum(one.code.startswith(_OF_SUPPRESSIONS) for one in found) for found in (before, after)]
    rules = [{(one.code, one.object) for one in found} for found in (before, after)]
    return of_suppressions[1] <= of_suppressions[0] and rules[1] <= rules[0]
