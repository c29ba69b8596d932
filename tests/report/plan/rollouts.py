"""Rollouts of the simulated controller with their traces, for the tests of what draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dslint.plans import Blocked, Bounds, Budget, NodesByChange, Rollout
from dslint.rollout.budget import Strategy
from dslint.rollout.simulation import Simulation
from dslint.rollout.state import DaemonNode
from tests.rollout.nodes import NEWEST, Roomy, node

STALL = Blocked("X", "stalls", "help")


def traced(nodes: Sequence[DaemonNode], max_unavailable: int = 1, max_surge: int = 0, **facts: Any) -> Rollout:
    """The rollout over these nodes; those that should not run the pod lose it."""
    for rank, each in enumerate(nodes):
        each.rank = rank
    had = [each.name for each in nodes if each.pods]
    stay = frozenset(each.name for each in nodes if each.should_run)
    strategy = Strategy("RollingUpdate", max_unavailable, max_surge, 0)
    course = Simulation(nodes, strategy, NEWEST, Roomy(), trace=True).run()
    changes = NodesByChange(
        replaced=tuple(name for name in had if name in stay),
        removed_in_turn=tuple(name for name in had if name not in stay),
        added=tuple(name for name in stay if name not in had),
    )
    counts = {"replaced": len(changes.replaced), "removed": len(changes.removed_in_turn), "added": len(changes.added)}
    fields = {
        **counts,
        "removed_at_once": 0,
        "blocked": None if course.finished else STALL,
        "updated": Bounds(0, 0),
        **facts,
    }
    budget = Budget(max_unavailable, max_surge, len(stay), max_surge or max_unavailable, course.taken_at_first)
    return Rollout(
        "RollingUpdate", True, budget, waves=tuple(course.waves), start=course.start, steps=tuple(course.steps),
        nodes=changes, **fields,
    )  # fmt: skip


def running(count: int, **facts: Any) -> list[DaemonNode]:
    return [node(f"n{number:03}", "old ready", **facts) for number in range(count)]


def leaving(count: int) -> list[DaemonNode]:
    """Nodes that should not run the new pod, and whose old one goes within the budget."""
    return [node(f"s{number:03}", "old ready", run=False) for number in range(count)]
