"""Nodes as squares by pool and zone, drawn as one outline for each group."""

from __future__ import annotations

import re

import pytest

from dslint.plans import NodePlace
from dslint.report.plan.digest import Digest
from dslint.report.plan.node_map import Cell, NodeMap, node_map, square_size
from dslint.report.plan.wording import Answer


def names(count: int, start: str = "n") -> tuple[str, ...]:
    return tuple(f"{start}{number}" for number in range(count))


def digest(answer: Answer, nodes: tuple[str, ...]) -> Digest:
    return Digest(answer, nodes, reasons=(), notes=(), evicts=(), pools=(), scores={})


def cells(found: NodeMap) -> list[Cell]:
    return [cell for row in found.rows for cell in row.cells if cell]


def squares(path: str, size: int) -> list[tuple[int, int]]:
    """The column and row of each square inside the outline."""
    found = []
    for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z", path):
        columns, rows = range(int(x), int(x) + int(width), size), range(int(y), int(y) + int(height), size)
        found += [(column // size, row // size) for row in rows for column in columns]
    return found


def test_rows_are_pools_in_their_order_and_columns_zones_sorted() -> None:
    places = [NodePlace("spot", "b", ("s1",)), NodePlace("general", "a", ("g1", "g2"))]
    found = node_map(places, [digest(Answer.RUNS, ("s1", "g1", "g2"))])
    assert found.zones == ("a", "b")
    assert [(row.pool, row.count, [cell and (cell.place, cell.count) for cell in row.cells]) for row in found.rows] == [
        ("spot", 1, [None, (1, 1)]),
        ("general", 2, [(2, 2), None]),
    ]


@pytest.mark.parametrize("count", [1, 2, 7, 12, 61, 401, 3_001])
def test_groups_fill_their_cell_square_by_square_and_none_lies_on_another(count: int) -> None:
    nodes = names(count)
    third = count // 3
    groups = [nodes[:third], nodes[third : 2 * third + 1], nodes[2 * third + 1 :]]
    digests = [digest(answer, group) for answer, group in zip(Answer, groups, strict=False)]
    found = node_map([NodePlace("p", "a", nodes)], digests)
    (cell,) = cells(found)
    drawn = [(shape.group, square) for shape in cell.shapes for square in squares(shape.path, found.size)]
    assert [square for _, square in drawn] == [(at % cell.columns, at // cell.columns) for at in range(count)]
    assert [(shape.group, shape.count) for shape in cell.shapes] == [
        (number, len(group)) for number, group in enumerate(groups, 1) if group
    ]
    assert all((column + 1) * found.size <= cell.width for _, (column, _) in drawn)
    assert all((row + 1) * found.size <= cell.height for _, (_, row) in drawn)


@pytest.mark.parametrize(
    ("nodes", "size"), [(60, 20), (61, 14), (400, 14), (401, 10), (3_000, 10), (3_001, 5), (30_000, 5), (30_001, 3)]
)
def test_squares_get_smaller_with_more_nodes(nodes: int, size: int) -> None:
    assert square_size(nodes) == size


def test_a_map_of_fifteen_thousand_nodes_is_short_and_fits_beside_its_zones() -> None:
    nodes = names(15_000)
    places = [NodePlace("cpu", f"z{zone}", nodes[zone::4]) for zone in range(4)]
    found = node_map(places, [digest(Answer.RUNS, nodes[:9_000]), digest(Answer.PENDING, nodes[9_000:])])
    assert sum(cell.width for cell in cells(found)) <= 980
    assert max(len(shape.path) for cell in cells(found) for shape in cell.shapes) < 100
    assert sum(shape.count for cell in cells(found) for shape in cell.shapes) == 15_000


def test_nodes_without_an_answer_are_counted_and_not_drawn() -> None:
    found = node_map([NodePlace("p", "a", ("n1", "n2"))], [digest(Answer.RUNS, ("n1",))])
    (cell,) = cells(found)
    assert [shape.count for shape in cell.shapes] == [1]
    assert cell.count == 2


@pytest.mark.parametrize(("zones", "named"), [([""], False), (["a"], True), (["", "a"], True)])
def test_zones_are_named_if_one_is_known(zones: list[str], named: bool) -> None:
    places = [NodePlace("p", zone, (f"n{zone}",)) for zone in zones]
    assert node_map(places, []).names_zones is named


def test_a_shape_is_filled_with_the_glyph_of_its_answer() -> None:
    found = node_map([NodePlace("p", "a", ("n1",))], [digest(Answer.REMOVED_AT_ONCE, ("n1",))])
    assert cells(found)[0].shapes[0].fill == "url(#gone-20)"
