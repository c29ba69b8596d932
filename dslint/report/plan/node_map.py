"""A map of the nodes as squares, by pool and zone: one outline for all squares of one group in one cell.

A glyph fills the outline square by square, so that a map of 15,000 nodes is as short as one of 15.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dslint.plans import NodePlace
from dslint.report.plan.digest import Digest
from dslint.report.plan.glyphs import OF_ANSWER, UNIT, fill

_SIZES = ((60, 20), (400, UNIT), (3_000, 10), (30_000, 5))
"""The most nodes of a map, and the side of a square in it."""
_SMALLEST = 3
_ASPECT = 1.8
_WIDTH = 980
"""The room for all zones side by side."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The nodes of one group in one cell: `path` is the `d` of an SVG path, `group` counts from 1."""

    group: int
    count: int
    path: str
    fill: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One pool in one zone; `place` counts from 1, in the order of the inventory."""

    place: int
    zone: str
    columns: int
    width: int
    height: int
    shapes: tuple[Shape, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    pool: str
    count: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class NodeMap:
    """Rows are pools, columns are zones; a cell without nodes is None. `size` is the side of a square with its gap."""

    zones: tuple[str, ...]
    rows: tuple[Row, ...]
    size: int

    @property
    def names_zones(self) -> bool:
        return self.zones not in ((), ("",))


def square_size(nodes: int) -> int:
    return next((size for most, size in _SIZES if nodes <= most), _SMALLEST)


def node_map(places: Sequence[NodePlace], digests: Sequence[Digest]) -> NodeMap:
    group_of = {name: group for group, digest in enumerate(digests) for name in digest.nodes}
    size = square_size(sum(len(place.nodes) for place in places))
    zones = tuple(sorted({place.zone for place in places}))
    most = max(8, _WIDTH // max(1, len(zones)) // size)
    by_place = {(place.pool, place.zone): (number, place) for number, place in enumerate(places, 1)}
    rows = []
    for pool in dict.fromkeys(place.pool for place in places):
        found = [by_place.get((pool, zone)) for zone in zones]
        cells = tuple(_cell(*one, group_of, digests, (size, most)) if one else None for one in found)
        rows.append(Row(pool, sum(cell.count for cell in cells if cell), cells))
    return NodeMap(zones, tuple(rows), size)


def _cell(
    number: int, place: NodePlace, group_of: dict[str, int], digests: Sequence[Digest], grid: tuple[int, int]
) -> Cell:
    """`grid` is the side of a square and the most columns."""
    counts: dict[int, int] = {}
    for name in place.nodes:
        group = group_of.get(name)
        if group is not None:
            counts[group] = counts.get(group, 0) + 1
    size, most = grid
    total = sum(counts.values())
    columns = max(1, min(total, most, math.ceil(math.sqrt(total * _ASPECT))))
    return Cell(
        number,
        place.zone,
        columns,
        columns * size,
        math.ceil(total / columns) * size,
        tuple(_shapes(sorted(counts.items()), columns, size, digests)),
        len(place.nodes),
    )


def _shapes(counts: Sequence[tuple[int, int]], columns: int, size: int, digests: Sequence[Digest]) -> Iterator[Shape]:
    """The squares of the groups, one group after the other, row by row."""
    start = 0
    for group, count in counts:
        yield Shape(group + 1, count, _outline(start, start + count, columns, size), _fill(digests[group], size))
        start += count


def _fill(digest: Digest, size: int) -> str:
    return fill(OF_ANSWER[digest.answer], size)


def _outline(start: int, end: int, columns: int, size: int) -> str:
    """The outline of the squares from `start` to before `end`: of the first row, the full rows, and the last one."""
    moves = []
    while start < end:
        row, column = divmod(start, columns)
        whole = not column and end - start >= columns
        rows = (end - start) // columns if whole else 1
        width = columns if whole else min(columns - column, end - start)
        moves.append(f"M{column * size} {row * size}h{width * size}v{rows * size}h-{width * size}z")
        start += rows * width
    return "".join(moves)
