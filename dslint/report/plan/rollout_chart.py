"""A rollout drawn step by step: the nodes by kind, those without an available pod, and the used budget.

Steps are the turns of the trace, from the start before them. A rollout that stalls ends before the right edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from dslint.plans import Rollout, Step
from dslint.report.plan.glyphs import DURING, area_fill
from dslint.report.plan.node_courses import NodeCourse

WIDTH = 760
NODES_HEIGHT, BUDGET_HEIGHT = 150, 56
MOST_POINTS = 240
"""With more steps, these are drawn and listed: of equally many steps in turn the one with the most nodes down."""

_STALLED = 0.84
"""Where a rollout that stalls ends: there is more to do to the right of it."""
_MOST_TICKS = 60


class Layer(NamedTuple):
    """The nodes of one kind: an SVG path up to its upper edge, on which the layers below lie."""

    kind: str
    word: str
    path: str
    fill: str


class Point(NamedTuple):
    """One step: its number, 0 for the start, and the nodes by kind. `x` and `end` are where it begins and ends."""

    number: int
    step: Step
    kinds: dict[str, int]
    x: float
    end: float


class Chart(NamedTuple):
    """`total` is the number of nodes that take part, the top of the upper box; `most` is that of the lower one.

    `budget` is the height of the budget in it, None if there is none. `ticks` are the waves: where each begins and its
    size. `sampled`: not every step is drawn.
    """

    points: tuple[Point, ...]
    layers: tuple[Layer, ...]
    unavailable: str
    taken: str
    total: int
    most: int
    budget: float | None
    ticks: tuple[tuple[float, int], ...]
    states: tuple[str, ...]
    steps: int
    waves: int
    sampled: bool
    stalls: bool
    end: float


def chart(rollout: Rollout, courses: Sequence[NodeCourse]) -> Chart | None:
    """None without a trace, and if no pod changes."""
    if not rollout.steps or not any(course.pauses for course in courses):
        return None
    kinds = _kinds(courses, len(rollout.steps))
    start = rollout.start or Step("start")
    steps = (start, *rollout.steps)
    end = WIDTH * _STALLED if rollout.blocked else float(WIDTH)
    points = _points(steps, kinds, end)
    value = rollout.budget.value if rollout.budget else 0
    most = max(1, value, *(max(point.step.unavailable, point.step.taken) for point in points))
    total = max(sum(numbers.values()) for numbers in kinds)
    waves = [(number, step.begun) for number, step in enumerate(steps) if step.begun]
    return Chart(
        points=points,
        layers=tuple(_layers(points, total)),
        unavailable=_area([(point, point.step.unavailable) for point in points], most, BUDGET_HEIGHT),
        taken=_line([(point, point.step.taken) for point in points], most, BUDGET_HEIGHT),
        total=total,
        most=most,
        budget=round(BUDGET_HEIGHT * (1 - value / most), 1) if rollout.budget else None,
        ticks=tuple((round(end * number / len(steps), 1), size) for number, size in waves)
        if len(waves) <= _MOST_TICKS
        else (),
        states=tuple(sorted({state for point in points for state in point.step.numbers})),
        steps=len(rollout.steps),
        waves=len(waves),
        sampled=len(points) < len(steps),
        stalls=rollout.blocked is not None,
        end=round(end, 1),
    )


def _kinds(courses: Sequence[NodeCourse], steps: int) -> list[dict[str, int]]:
    """The number of nodes of each kind, at the start and after each step."""
    changes = {kind: [0] * (steps + 1) for kind in DURING}
    for course in courses:
        kinds = course.kinds
        for begin, names in course.nodes.items():
            changes[kinds[0]][0] += len(names)
            for before, after, pause in zip(kinds, kinds[1:], course.pauses, strict=False):
                changes[before][begin + pause] -= len(names)
                changes[after][begin + pause] += len(names)
    levels = {kind: list(accumulate(found)) for kind, found in changes.items()}
    return [{kind: levels[kind][step] for kind in DURING if levels[kind][step]} for step in range(steps + 1)]


def _points(steps: Sequence[Step], kinds: Sequence[dict[str, int]], end: float) -> tuple[Point, ...]:
    shown = _sampled(steps)
    places = [end * number / len(steps) for number in (*shown, len(steps))]
    return tuple(
        Point(number, steps[number], kinds[number], round(x, 1), round(until, 1))
        for number, x, until in zip(shown, places, places[1:], strict=False)
    )


def _sampled(steps: Sequence[Step]) -> list[int]:
    """The first and the last step, and of equally many between them the one with the most nodes down."""
    count = len(steps)
    if count <= MOST_POINTS:
        return list(range(count))
    edges = [round(1 + (count - 2) * place / (MOST_POINTS - 2)) for place in range(MOST_POINTS - 1)]
    worst = [
        max(range(first, last), key=lambda number: (steps[number].unavailable, steps[number].taken, -number))
        for first, last in pairwise(edges)
    ]
    return [0, *worst, count - 1]


def _layers(points: Sequence[Point], total: int) -> list[Layer]:
    """From the top of the chart to its bottom: each covers what is above it."""
    shown = [kind for kind in DURING if any(kind in point.kinds for point in points)]
    found = []
    for place in range(len(shown), 0, -1):
        below = shown[:place]
        levels = [(point, sum(point.kinds.get(kind, 0) for kind in below)) for point in points]
        kind = shown[place - 1]
        found.append(Layer(kind, DURING[kind], _area(levels, total, NODES_HEIGHT), area_fill(kind)))
    return found


def _area(levels: Sequence[tuple[Point, int]], top: int, height: int) -> str:
    """Stairs filled down to the baseline."""
    return f"M0 {height}{_stairs(levels, top, height)}V{height}Z"


def _line(levels: Sequence[tuple[Point, int]], top: int, height: int) -> str:
    return f"M0 {_height(levels[0][1], top, height)}{_stairs(levels, top, height)}"


def _stairs(levels: Sequence[tuple[Point, int]], top: int, height: int) -> str:
    """Steps at the same height are drawn as one."""
    moves = []
    for place, (point, level) in enumerate(levels):
        if place + 1 == len(levels) or levels[place + 1][1] != level:
            moves.append(f"V{_height(level, top, height)}H{point.end:g}")
    return "".join(moves)


def _height(level: int, top: int, height: int) -> str:
    return f"{height * (1 - level / max(1, top)):.1f}".removesuffix(".0")
