"""The table of clusters as text, Markdown and for HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dslint.plans import PlanReport
from dslint.report.escapes import visible
from dslint.report.plan.fleet_table import HEADINGS, FleetRow, fleet_rows, folded, headline, names
from dslint.report.terminal import Ink, Terminal, cells, cropped, indented

LEAST_FOR_NAMES = 24
"""The least room in columns for the names of clusters, however narrow the terminal."""

LEFT = frozenset({"cluster", "verdict", "Kubernetes"})
"""Columns of words; the others are numbers, and end at the right."""


def text_lines(report: PlanReport, terminal: Terminal, *, everything: bool) -> Iterator[str]:
    rows = fleet_rows(report)
    table = [HEADINGS, *(_columns(row, everything=everything) for row in rows)]
    kept = [index for index in range(len(HEADINGS)) if any(line[index] for line in table[1:])]
    widths = {index: max(cells(line[index]) for line in table) for index in kept}
    if not everything:
        widths[0] = min(
            widths[0], max(LEAST_FOR_NAMES, terminal.width - sum(widths.values()) + widths[0] - 2 * len(kept))
        )
    table = [(cropped(visible(line[0]), widths[0]), *line[1:]) for line in table]
    yield terminal.paint(headline(report), Ink.STRONG)
    for row, line in zip((None, *rows), table, strict=True):
        text = "  ".join(_padded(line[index], widths[index], HEADINGS[index]) for index in kept).rstrip()
        yield terminal.paint(f"  {text}", Ink.FAINT if row is None or row.is_safe else Ink.WARNING)
        if row is not None and row.plan.verdict is not None and not row.is_safe:
            yield from indented(row.plan.verdict.reason, terminal)
    for failure in report.failures:
        yield terminal.paint(visible(f"  {failure.cluster}: not planned: {failure.message}"), Ink.ERROR)
    yield ""


def text_end(report: PlanReport, shown: PlanReport, terminal: Terminal) -> Iterator[str]:
    """What the details leave out, and the sum over all clusters again."""
    left = folded(report, shown)
    if left:
        yield terminal.paint(f"{left}; --all shows them", Ink.FAINT)
    yield terminal.paint(headline(report), Ink.STRONG)


def markdown_lines(report: PlanReport, escaped: Callable[[str], str]) -> Iterator[str]:
    yield f"### dslint plan: {escaped(headline(report))}"
    yield ""
    yield f"| {' | '.join(HEADINGS)} |"
    yield f"|{'|'.join('--' if heading in LEFT else '--:' for heading in HEADINGS)}|"
    for row in fleet_rows(report):
        yield f"| {' | '.join(escaped(column) for column in _columns(row))} |"
    yield ""
    yield from (f"- ❌ {escaped(str(failure))}" for failure in report.failures)
    if report.failures:
        yield ""


def html_table(report: PlanReport) -> dict[str, object] | None:
    """What the page shows of the table; None if the report is about one cluster."""
    if not report.is_fleet:
        return None
    rows = fleet_rows(report)
    return {
        "headline": headline(report),
        "headings": HEADINGS,
        "rows": [(row.is_safe, _columns(row, everything=True)) for row in rows],
        "failures": [str(failure) for failure in report.failures],
    }


def _columns(row: FleetRow, *, everything: bool = False) -> tuple[str, ...]:
    return (names(row.clusters, everything=everything), *row.figures)


def _padded(text: str, width: int, heading: str) -> str:
    space = " " * (width - cells(text))
    return f"{text}{space}" if heading in LEFT else f"{space}{text}"
