"""Columns of a table as Go's tabwriter aligns them for kubectl, two spaces apart."""

from __future__ import annotations

PADDING = 2


def aligned(text: str) -> str:
    """Each tab ends a cell; a column is as wide as its widest cell in neighbouring lines that have it."""
    rows = [line.split("\t") for line in text.split("\n")]
    for column in range(max(map(len, rows)) - 1):
        _align(rows, column)
    return "\n".join("".join(row) for row in rows)


def _align(rows: list[list[str]], column: int) -> None:
    run: list[list[str]] = []
    for row in [*rows, []]:
        if len(row) - 1 > column:
            run.append(row)
            continue
        width = max((len(cells[column]) for cells in run), default=0) + PADDING
        for cells in run:
            cells[column] = cells[column].ljust(width)
        run = []
