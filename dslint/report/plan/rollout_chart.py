"""A chart of a rollout by wave: how many nodes have the new pod, how many have no available pod, and the budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from dslint.plans import Rollout

WIDTH = 720
DONE_HEIGHT, BUSY_HEIGHT = 110, 44
_MOST_POINTS = 240


@dataclass(frozen=True, slots=True)
class Chart:
    """Two SVG paths of WIDTH: `done` in a box of DONE_HEIGHT up to `total` nodes, `busy` in one of BUSY_HEIGHT.

    `busy` are the nodes without an available pod: those from before the rollout and those of the wave. `most` is the
    top of that box, and `budget` the height of the budget in it; None if there is no budget.
    """

    done: str
    busy: str
    total: int
    most: int
    budget: float | None
    waves: int
    stalls: bool


def chart(rollout: Rollout) -> Chart | None:
    """None if nothing is replaced."""
    if not rollout.waves:
        return None
    total = max(rollout.replaced + rollout.added, sum(rollout.waves))
    after = list(accumulate(rollout.waves))
    sampled = _sampled(len(rollout.waves))
    taken = rollout.budget.taken if rollout.budget else 0
    value = rollout.budget.value if rollout.budget else 0
    busy = [taken + rollout.waves[wave] for wave in sampled]
    most = max(value, *busy)
    return Chart(
        done=_stairs([after[wave] for wave in sampled], total, DONE_HEIGHT),
        busy=_stairs(busy, most, BUSY_HEIGHT),
        total=total,
        most=most,
        budget=BUSY_HEIGHT * (1 - value / most) if rollout.budget else None,
        waves=len(rollout.waves),
        stalls=rollout.blocked is not None,
    )


def _sampled(waves: int) -> Sequence[int]:
    if waves <= _MOST_POINTS:
        return range(waves)
    return [round(point * (waves - 1) / (_MOST_POINTS - 1)) for point in range(_MOST_POINTS)]


def _stairs(levels: Sequence[int], top: int, height: int) -> str:
    """A path of steps of equal width, filled down to the baseline."""
    step = WIDTH / len(levels)
    moves = [
        f"V{height * (1 - level / max(1, top)):.1f}H{(place + 1) * step:.1f}" for place, level in enumerate(levels)
    ]
    return f"M0 {height}{''.join(moves)}V{height}Z"
