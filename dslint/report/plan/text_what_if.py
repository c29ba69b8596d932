"""The differences of a what-if: nodes by workload that change their state, and the totals of both plans."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import Difference, Plan, WhatIf
from dslint.report.escapes import visible
from dslint.report.plan import wording
from dslint.report.plan.text_lines import indented, marked
from dslint.report.terminal import Ink, Terminal
from dslint.report.wording import plural


def lines(what_if: WhatIf, plan: Plan, terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(visible(f"What if: {'; '.join(what_if.operations)}"), Ink.STRONG)
    if not what_if.differences:
        yield "  nothing changes"
    for difference in what_if.differences:
        yield from marked("~", sentence(difference), terminal)
        for reason in difference.reasons:
            yield from indented(reason.message, terminal)
    yield f"  before: {wording.totals_line(plan)}"
    yield f"  after:  {wording.totals_line(what_if.plan)}"
    yield ""


def sentence(difference: Difference) -> str:
    """`DaemonSet logging/agent: 3 nodes, runs -> not scheduled: w-1, w-2, w-3`."""
    before = wording.VERB[difference.before] if difference.before else "no such node"
    after = wording.VERB[difference.after] if difference.after else "no such node"
    nodes = f"{plural(len(difference.nodes), 'node')}, {before} -> {after}"
    return f"{difference.ref}: {nodes}: {wording.examples(difference.nodes)}"
