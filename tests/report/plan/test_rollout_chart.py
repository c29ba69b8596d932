"""A rollout drawn over its waves."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dslint.plans import Blocked, Bounds, Budget, Rollout
from dslint.report.plan.rollout_chart import BUSY_HEIGHT, DONE_HEIGHT, WIDTH, Chart, chart


def drawn(waves: tuple[int, ...], budget: Budget | None = None, **facts: Any) -> Chart:
    fields = {"replaced": sum(waves), "removed": 0, "added": 0, "removed_at_once": 0, "blocked": None, **facts}
    found = chart(Rollout("RollingUpdate", True, budget, updated=Bounds(0, 0), waves=waves, **fields))
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


@pytest.mark.parametrize(("blocked", "stalls"), [(None, False), (Blocked("X", "stalls", "help"), True)])
def test_a_blocked_rollout_stalls_before_its_total(blocked: Blocked | None, stalls: bool) -> None:
    found = drawn((2,), replaced=5, blocked=blocked)
    assert found.stalls is stalls
    assert found.total == 5
    assert steps(found.done)[-1][0] == pytest.approx(DONE_HEIGHT * 3 / 5)


@pytest.mark.parametrize(("count", "points"), [(240, 240), (241, 240), (10_000, 240)])
def test_more_than_240_waves_are_240_points_the_last_among_them(count: int, points: int) -> None:
    found = drawn((1,) * count)
    assert len(steps(found.done)) == points
    assert steps(found.done)[-1][0] == 0
