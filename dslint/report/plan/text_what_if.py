"""The differences of a what-if in lines of text, and the totals of both plans."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import Plan, WhatIf
from dslint.report.plan import what_if_wording
from dslint.report.terminal import Ink, Terminal, indented, marked


def lines(what_if: WhatIf, plan: Plan, terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(what_if_wording.title(what_if), Ink.STRONG)
    for label, outcome in what_if_wording.outcomes(what_if, plan):
        yield from marked(" ", f"{label}: {outcome}", terminal)
    changes = what_if_wording.changes(what_if)
    if not changes:
        yield f"  {what_if_wording.NOTHING}"
    for sentence, details in changes:
        yield from marked("~", sentence, terminal)
        for detail in details:
            yield from indented(detail, terminal)
    yield ""
