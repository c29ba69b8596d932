"""Plans for several Kubernetes versions side by side as text: a column for each, or one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dslint.plans import Comparison, Plan
from dslint.report.escapes import visible
from dslint.report.plan import comparison_wording
from dslint.report.plan.comparison_wording import Row
from dslint.report.terminal import LOWEST_WIDTH, Ink, Terminal, cells, hanging, indented, marked, wrapped

LABEL = 22
"""The width of the first column."""

GAP = 2
INDENT = 4


def lines(comparison: Comparison, plans: Sequence[Plan], terminal: Terminal) -> Iterator[str]:
    """`plans` are those of the columns."""
    heads = comparison_wording.names(comparison)
    yield terminal.paint(comparison_wording.title(comparison), Ink.STRONG)
    yield ""
    yield from _table([comparison_wording.verdicts(plans)], heads, terminal)
    for versions, remark in comparison_wording.remarks(comparison):
        yield from indented(f"{versions}: {remark}", terminal)
    yield ""
    for title, rows in comparison_wording.different(comparison):
        yield from (terminal.paint(line, Ink.STRONG) for line in hanging(visible(title), terminal))
        yield from _table(rows, heads, terminal)
        yield ""
    for sentence in comparison_wording.same(comparison, plans[-1]):
        yield from marked("=", f"{sentence} ({', '.join(heads)} alike)", terminal)
    if comparison.same:
        yield ""
    found = list(comparison_wording.findings(comparison))
    for sentence in found:
        yield from marked("!", sentence, terminal)
    if found:
        yield ""


def _table(rows: Sequence[Row], heads: Sequence[str], terminal: Terminal) -> Iterator[str]:
    room = (terminal.width - INDENT - LABEL - GAP * len(heads)) // len(heads)
    if room < LOWEST_WIDTH:
        for row in rows:
            yield from indented(f"{row.label}", terminal)
            for head, cell in zip(heads, row.cells, strict=True):
                yield from indented(f"  {head}: {cell}", terminal)
        return
    widths = [LABEL, *[room] * len(heads)]
    yield terminal.paint(_line(["", *heads], widths), Ink.FAINT)
    for row in rows:
        parts = [wrapped(visible(text), width) for text, width in zip((row.label, *row.cells), widths, strict=True)]
        for line in zip_longest(*parts, fillvalue=""):
            yield _line(line, widths)


def _line(columns: Sequence[str], widths: Sequence[int]) -> str:
    """The columns, with spaces up to their widths."""
    padded = [f"{text}{' ' * (width - cells(text))}" for text, width in zip(columns, widths, strict=True)]
    return f"{' ' * INDENT}{(' ' * GAP).join(padded)}".rstrip()
