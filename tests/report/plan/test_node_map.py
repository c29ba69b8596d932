"""Nodes as squares by pool and zone; as bars where there are too many."""

from __future__ import annotations

import re

import pytest

from dslint.plans import NodePlace
from dslint.report.plan.digest import Digest
from dslint.report.plan.node_map import MOST_SQUARES, NodeMap, node_map
from dslint.report.plan.wording import Answer


def names(count: int, start: str = "n") -> tuple[str, ...]:
    return tuple(f"{start}{number}" for number in range(count))


def digest(answer: Answer, nodes: tuple[str, ...]) -> Digest:
    return Digest(answer, nodes, reasons=(), notes=(), evicts=(), pools=(), scores={})


def squares(found: NodeMap) -> list[list[tuple[Answer, int]]]:
    """For each place the squares of each answer."""
    return [
        [(shape.answer, shape.path.count("z")) for shape in cell.shapes]
        for row in found.rows
        for cell in row.cells
        if cell
    ]


def test_rows_are_pools_in_their_order_and_columns_zones_sorted() -> None:
    places = [NodePlace("spot", "b", ("s1",)), NodePlace("general", "a", ("g1", "g2"))]
    found = node_map(places, [digest(Answer.RUNS, ("s1", "g1", "g2"))])
    assert found.zones == ("a", "b")
    assert [(row.pool, row.count, [cell and cell.count for cell in row.cells]) for row in found.rows] == [
        ("spot", 1, [None, 1]),
        ("general", 2, [2, None]),
    ]


def test_each_node_is_a_square_of_its_answer() -> None:
    nodes = names(7)
    found = node_map(
        [NodePlace("p", "a", nodes[:4]), NodePlace("p", "b", nodes[4:])],
        [digest(Answer.RUNS, nodes[:3]), digest(Answer.NOT_SCHEDULED, nodes[3:])],
    )
    assert squares(found) == [[(Answer.RUNS, 3), (Answer.NOT_SCHEDULED, 1)], [(Answer.NOT_SCHEDULED, 3)]]
    first, second = found.rows[0].cells[0].shapes
    assert [(first.group, first.count), (second.group, second.count)] == [(1, 3), (2, 1)]


def test_squares_fill_their_place_and_none_lies_on_another() -> None:
    nodes = names(12)
    found = node_map([NodePlace("p", "a", nodes)], [digest(Answer.RUNS, nodes[:5]), digest(Answer.PENDING, nodes[5:])])
    cell = found.rows[0].cells[0]
    corners = []
    for shape in cell.shapes:
        for command, x, y in re.findall(r"([Mm])(\d+) (\d+)h", shape.path):
            here = (int(x), int(y)) if command == "M" else (corners[-1][0] + int(x), corners[-1][1])
            corners.append(here)
    assert len(set(corners)) == 12
    assert all(x + 12 <= cell.width and y + 12 <= cell.height for x, y in corners)


@pytest.mark.parametrize(("count", "side"), [(300, 12), (301, 8), (2_000, 8), (2_001, 4), (MOST_SQUARES, 4)])
def test_squares_get_smaller_with_more_nodes(count: int, side: int) -> None:
    found = node_map([NodePlace("p", "a", names(count))], [digest(Answer.RUNS, names(count))])
    assert found.bars is False
    path = found.rows[0].cells[0].shapes[0].path
    assert f"h{side}v{side}h-{side}z" in path
    assert path.count("z") == count


def test_beyond_ten_thousand_a_place_is_a_bar_in_proportion() -> None:
    nodes = names(MOST_SQUARES + 2)
    quarter = nodes[: len(nodes) // 4]
    rest = nodes[len(nodes) // 4 :]
    found = node_map([NodePlace("p", "a", nodes)], [digest(Answer.PENDING, quarter), digest(Answer.RUNS, rest)])
    assert found.bars
    cell = found.rows[0].cells[0]
    assert [shape.path[:12] for shape in cell.shapes] == ["M0.0 0h40.0v", "M40.0 0h120."]
    assert cell.width == 160


def test_nodes_without_an_answer_are_counted_and_not_drawn() -> None:
    found = node_map([NodePlace("p", "a", ("n1", "n2"))], [digest(Answer.RUNS, ("n1",))])
    assert squares(found) == [[(Answer.RUNS, 1)]]
    assert found.rows[0].cells[0].count == 2
