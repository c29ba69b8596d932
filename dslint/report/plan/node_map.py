"""A map of the nodes as squares, by pool and zone: one SVG path for all squares of one group in one cell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dslint.plans import NodePlace
from dslint.report.plan.digest import Digest
from dslint.report.plan.wording import Answer

MOST_SQUARES = 10_000
"""With more nodes, a cell is a bar with a part for each group, so that the file stays small."""

_SIZES = ((300, 14), (2_000, 10), (MOST_SQUARES, 6))
_GAP = 2
_BAR = (160, 14)
_ASPECT = 1.8


@dataclass(frozen=True, slots=True)
class Shape:
    """The nodes of one group in one cell: `path` is the `d` of an SVG path, `group` counts from 1."""

    answer: Answer
    group: int
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One pool in one zone."""

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
    """Rows are pools, columns are zones; a cell without nodes is None. `bars`: there are too many nodes for squares."""

    zones: tuple[str, ...]
    rows: tuple[Row, ...]
    bars: bool


def node_map(places: Sequence[NodePlace], digests: Sequence[Digest]) -> NodeMap:
    group_of = {name: group for group, digest in enumerate(digests) for name in digest.nodes}
    nodes = sum(len(place.nodes) for place in places)
    size = next((size for most, size in _SIZES if nodes <= most), 0)
    zones = tuple(sorted({place.zone for place in places}))
    by_place = {(place.pool, place.zone): place for place in places}
    rows = []
    for pool in dict.fromkeys(place.pool for place in places):
        found = [by_place.get((pool, zone)) for zone in zones]
        cells = tuple(_cell(place, group_of, digests, size) if place else None for place in found)
        rows.append(Row(pool, sum(cell.count for cell in cells if cell), cells))
    return NodeMap(zones, tuple(rows), bars=not size)


def _cell(place: NodePlace, group_of: dict[str, int], digests: Sequence[Digest], size: int) -> Cell:
    counts: dict[int, int] = {}
    for name in place.nodes:
        group = group_of.get(name)
        if group is not None:
            counts[group] = counts.get(group, 0) + 1
    ordered = sorted(counts.items())
    shapes = _squares(ordered, size) if size else _bars(ordered)
    total = sum(counts.values())
    columns = _columns(total)
    width, height = (columns * size, math.ceil(total / columns) * size) if size and total else _BAR
    return Cell(
        width,
        height,
        tuple(
            Shape(digests[group].answer, group + 1, count, path)
            for (group, count), path in zip(ordered, shapes, strict=True)
        ),
        len(place.nodes),
    )


def _columns(count: int) -> int:
    return max(1, min(count, math.ceil(math.sqrt(count * _ASPECT))))


def _squares(counts: list[tuple[int, int]], size: int) -> Iterator[str]:
    """The squares of the groups, one group after the other, row by row."""
    columns = _columns(sum(count for _, count in counts))
    side = size - _GAP
    done = 0
    for _, count in counts:
        moves = []
        for place in range(done, done + count):
            row, column = divmod(place, columns)
            start = f"M{column * size} {row * size}" if place == done or not column else f"m{size} 0"
            moves.append(f"{start}h{side}v{side}h-{side}z")
        done += count
        yield "".join(moves)


def _bars(counts: list[tuple[int, int]]) -> Iterator[str]:
    width, height = _BAR
    total = sum(count for _, count in counts)
    start = 0.0
    for _, count in counts:
        part = width * count / total
        yield f"M{start:.1f} 0h{part:.1f}v{height - _GAP}h-{part:.1f}z"
        start += part
