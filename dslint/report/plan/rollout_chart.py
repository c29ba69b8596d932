"""A chart of a rollout by wave: how many nodes have a new pod, how many have no available pod, and the budget."""

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
    """Two SVG paths: `done` in a box of DONE_HEIGHT up to `total` nodes, `busy` in one of BUSY_HEIGHT.

    `done` are the nodes with an available new pod. `busy` are those without an available pod: those from before the
    rollout and those of the wave. `most` is the top of that box, and `budget` the height of the budget in it; None if
    there is no budget. Both end at `end`: at WIDTH, or where the rollout stalls.
    """

    done: str
    busy: str
    total: int
    most: int
    budget: float | None
    waves: int
    stalls: bool
    end: float


def chart(rollout: Rollout) -> Chart | None:
    """None if nothing is replaced."""
    if not rollout.waves:
        return None
    total = rollout.replaced + rollout.added
    stalls = rollout.blocked is not None
    after = _updated(rollout, total)
    sampled = _sampled(len(rollout.waves))
    taken = rollout.budget.taken if rollout.budget else 0
    value = rollout.budget.value if rollout.budget else 0
    busy = [taken + rollout.waves[wave] for wave in sampled]
    most = max(value, *busy)
    end = WIDTH * min(1.0, sum(rollout.waves) / max(1, _replacing(rollout))) if stalls else float(WIDTH)
    return Chart(
        done=_stairs([after[wave] for wave in sampled], total, DONE_HEIGHT, end),
        busy=_stairs(busy, most, BUSY_HEIGHT, end),
        total=total,
        most=most,
        budget=BUSY_HEIGHT * (1 - value / most) if rollout.budget else None,
        waves=len(rollout.waves),
        stalls=stalls,
        end=end,
    )


def _replacing(rollout: Rollout) -> int:
    """The nodes that the waves of a whole rollout take: those that get a new pod, and those that only lose one."""
    return rollout.replaced + rollout.removed - rollout.removed_at_once


def _updated(rollout: Rollout, total: int) -> list[int]:
    """The nodes with a new pod after each wave. Nodes that only lose their pod are spread evenly over the waves."""
    share = rollout.replaced / max(1, _replacing(rollout))
    most = total
    if rollout.blocked is not None:
        down = rollout.unavailable.in_the_end if rollout.unavailable else 0
        most = max(0, min(total, rollout.updated.maximum) - down)
    return [min(most, rollout.added + round(taken * share)) for taken in accumulate(rollout.waves)]


def _sampled(waves: int) -> Sequence[int]:
    if waves <= _MOST_POINTS:
        return range(waves)
    return [round(point * (waves - 1) / (_MOST_POINTS - 1)) for point in range(_MOST_POINTS)]


def _stairs(levels: Sequence[int], top: int, height: int, end: float) -> str:
    """A path of steps of equal width up to `end`, filled down to the baseline."""
    step = end / len(levels)
    moves = [
        f"V{height * (1 - level / max(1, top)):.1f}H{(place + 1) * step:.1f}" for place, level in enumerate(levels)
    ]
    return f"M0 {height}{''.join(moves)}V{height}Z"
