"""A rollout drawn over its waves."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dslint.plans import Blocked, Bounds, Budget, Rollout, Unavailable
from dslint.report.plan.rollout_chart import BUSY_HEIGHT, DONE_HEIGHT, WIDTH, Chart, chart


def drawn(waves: tuple[int, ...], budget: Budget | None = None, **facts: Any) -> Chart:
    counts = {"replaced": sum(waves), "removed": 0, "added": 0, "removed_at_once": 0}
    fields = {**counts, "blocked": None, "updated": Bounds(0, 0), **facts}
    found = chart(Rollout("RollingUpdate", True, budget, waves=waves, **fields))
    assert found is not None
    return found


def steps(path: str) -> list[tuple[float, float]]:
    """The height of each step below the top of its box, and where the step ends."""
    return [(float(height), float(end)) for height, end in re.findall(r"V([\d.]+)H([\d.]+)", path)]


def test_many_waves_are_sampled() -> None:
    found = drawn((1,) * 7_500, Budget(1, 0, 7_500, 1, 0))
    assert found.waves == 7_500
    assert len(found.done) < 5_000


def test_nothing_is_drawn_where_nothing_is_replaced() -> None:
    assert chart(Rollout("OnDelete", True, None, 0, 0, 0, 0, None, Bounds(0, 0))) is None


def test_updated_nodes_rise_to_the_total_wave_by_wave() -> None:
    found = drawn((2, 2, 1))
    assert found.total == 5
    assert [height for height, _ in steps(found.done)] == pytest.approx(
        [DONE_HEIGHT * 3 / 5, DONE_HEIGHT / 5, 0], abs=0.05
    )
    assert [end for _, end in steps(found.done)] == pytest.approx([WIDTH / 3, WIDTH * 2 / 3, WIDTH], abs=0.05)
    assert found.done.startswith(f"M0 {DONE_HEIGHT}")
    assert found.done.endswith(f"V{DONE_HEIGHT}Z")


def test_busy_nodes_are_those_down_before_and_the_waves() -> None:
    found = drawn((3, 1), Budget("50%", 0, 10, 5, 1))
    assert (found.most, found.budget) == (5, 0)
    assert [height for height, _ in steps(found.busy)] == pytest.approx(
        [BUSY_HEIGHT * (1 - 4 / 5), BUSY_HEIGHT * (1 - 2 / 5)], abs=0.05
    )


def test_a_wave_beyond_the_budget_sets_the_top_and_the_budget_is_a_line_below_it() -> None:
    found = drawn((8,), Budget(2, 0, 10, 2, 0))
    assert (found.most, found.budget) == (8, BUSY_HEIGHT * 3 / 4)


def test_without_a_budget_there_is_no_line() -> None:
    assert drawn((1,)).budget is None


BLOCKED = Blocked("X", "stalls", "help")


def test_a_blocked_rollout_stops_where_it_stalls() -> None:
    found = drawn((2,), replaced=5, blocked=BLOCKED, updated=Bounds(2, 2))
    assert (found.stalls, found.total) == (True, 5)
    assert steps(found.done) == [(pytest.approx(DONE_HEIGHT * 3 / 5), pytest.approx(WIDTH * 2 / 5))]
    assert steps(found.busy)[-1][1] == found.end == pytest.approx(WIDTH * 2 / 5)


def test_new_pods_that_are_not_available_are_not_drawn_as_done() -> None:
    """The version is broken everywhere: 6 nodes have a new pod, and all of them are down."""
    found = drawn(
        (6,),
        replaced=21,
        blocked=BLOCKED,
        updated=Bounds(6, 6),
        unavailable=Unavailable(before=0, at_worst=6, in_the_end=6),
    )
    assert steps(found.done)[-1][0] == DONE_HEIGHT


def test_a_rollout_that_completes_fills_the_box() -> None:
    found = drawn((2, 3))
    assert (found.stalls, found.end) == (False, WIDTH)
    assert steps(found.done)[-1] == (0, WIDTH)


def test_nodes_that_lose_their_pod_in_turn_are_not_drawn_as_updated() -> None:
    """The waves take 26 nodes: 21 get a new pod, 5 only lose the old one."""
    found = drawn((6, 6, 6, 6, 2), replaced=21, removed=5)
    assert found.total == 21
    assert [height for height, _ in steps(found.done)] == pytest.approx(
        [DONE_HEIGHT * (1 - done / 21) for done in (5, 10, 15, 19, 21)], abs=0.05
    )


def test_pods_that_are_added_come_at_the_start() -> None:
    found = drawn((1, 1), replaced=2, added=2)
    assert [height for height, _ in steps(found.done)] == pytest.approx([DONE_HEIGHT / 4, 0], abs=0.05)


@pytest.mark.parametrize(("count", "points"), [(240, 240), (241, 240), (10_000, 240)])
def test_more_than_240_waves_are_240_points_the_last_among_them(count: int, points: int) -> None:
    found = drawn((1,) * count)
    assert len(steps(found.done)) == points
    assert steps(found.done)[-1][0] == 0
