"""A rollout drawn step by step, as its trace tells it."""

from __future__ import annotations

import itertools
import re

import pytest

from dslint.plans import Rollout
from dslint.report.plan.node_courses import courses
from dslint.report.plan.rollout_chart import BUDGET_HEIGHT, MOST_POINTS, NODES_HEIGHT, WIDTH, Chart, chart
from tests.report.plan.rollouts import leaving, running, traced
from tests.rollout.nodes import node


def drawn(rollout: Rollout) -> Chart:
    found = chart(rollout, courses(rollout))
    assert found is not None
    return found


def heights(path: str, chart: Chart) -> list[float]:
    """The height of a path at each point of the chart, from its stairs."""
    stairs = [(float(height), float(end)) for height, end in re.findall(r"V([\d.]+)H([\d.]+)", path)]
    return [next(height for height, end in stairs if end >= point.end - 0.05) for point in chart.points]


def layer(chart: Chart, kind: str) -> list[float]:
    """The numbers of nodes up to the upper edge of a layer, step by step."""
    (path,) = (found.path for found in chart.layers if found.kind == kind)
    return [round(chart.total * (1 - height / NODES_HEIGHT), 1) for height in heights(path, chart)]


def test_new_pods_rise_as_the_trace_tells() -> None:
    rollout = traced(running(5), 2)
    found = drawn(rollout)
    told = [step.numbers.get("new ready", 0) for step in (rollout.start, *rollout.steps)]
    assert layer(found, "new") == pytest.approx(told, abs=0.1)
    assert told[-1] == found.total == 5


def test_removed_nodes_are_not_drawn_as_updated() -> None:
    """Of 26 nodes, 21 get a new pod and 5 only lose the old one."""
    found = drawn(traced([*running(21), *leaving(5)], 6))
    assert found.total == 26
    assert layer(found, "new")[-1] == pytest.approx(21, abs=0.1)
    assert layer(found, "gone")[-1] == pytest.approx(26, abs=0.1)
    assert found.points[-1].kinds == {"new": 21, "gone": 5}


def test_a_blocked_rollout_stops_where_it_stalls() -> None:
    found = drawn(traced([*running(2), node("n1", "old ready", broken=True), *running(3)], 1))
    assert found.stalls
    assert found.end < WIDTH
    assert found.points[-1].end == found.end
    assert layer(found, "new")[-1] < found.total
    assert found.points[-1].kinds["down"] == 1


def test_a_rollout_that_completes_fills_the_width() -> None:
    found = drawn(traced(running(3), 2))
    assert (found.stalls, found.end, found.points[-1].end) == (False, WIDTH, WIDTH)


def test_unavailable_nodes_and_the_used_budget_are_those_of_each_step() -> None:
    rollout = traced(running(5), 2)
    found = drawn(rollout)
    steps = (rollout.start, *rollout.steps)
    for path, numbers in ((found.unavailable, "unavailable"), (found.taken, "taken")):
        told = [found.most * (1 - height / BUDGET_HEIGHT) for height in heights(path, found)]
        assert told == pytest.approx([getattr(step, numbers) for step in steps], abs=0.05)
    assert (found.most, found.budget) == (2, 0)


def test_what_is_beyond_the_budget_sets_the_top_and_the_budget_is_a_line_below_it() -> None:
    found = drawn(traced([*running(4), *[node(f"b{number}", "old unready") for number in range(8)]], 2))
    assert found.most == 8
    assert found.budget == BUDGET_HEIGHT * 3 / 4


def test_ticks_are_where_waves_begin_and_how_large_they_are() -> None:
    rollout = traced(running(5), 2)
    found = drawn(rollout)
    assert tuple(size for _, size in found.ticks) == rollout.waves
    begins = {point.number: point.x for point in found.points}
    assert [x for x, _ in found.ticks] == [begins[n] for n, step in enumerate(rollout.steps, 1) if step.begun]


def test_nodes_with_two_pods_in_a_surge_have_a_layer() -> None:
    found = drawn(traced(running(4), 0, 2))
    assert [kind.kind for kind in found.layers] == ["old", "both", "new"]
    assert max(point.step.taken for point in found.points) == 2


def test_layers_are_drawn_from_the_top_down_so_that_each_covers_the_one_before() -> None:
    found = drawn(traced([*running(6), *leaving(2)], 2))
    tops = [heights(one.path, found) for one in found.layers]
    for upper, lower in itertools.pairwise(tops):
        assert all(above <= below for above, below in zip(upper, lower, strict=True))


def test_of_many_steps_240_are_drawn_the_first_the_last_and_the_worst_among_them() -> None:
    rollout = traced(running(400), 1)
    found = drawn(rollout)
    assert found.sampled
    assert len(found.points) == MOST_POINTS
    assert (found.points[0].number, found.points[-1].number) == (0, len(rollout.steps))
    numbers = [point.number for point in found.points]
    assert numbers == sorted(set(numbers))
    assert max(point.step.unavailable for point in found.points) == max(step.unavailable for step in rollout.steps)
    assert found.ticks == ()
    assert found.waves == 400


def test_nothing_is_drawn_without_a_trace_or_where_nothing_changes() -> None:
    rollout = traced(running(2))
    assert chart(rollout._replace(steps=None), []) is None
    still = rollout._replace(steps=(rollout.start,))
    assert chart(still, courses(still)) is None
