"""How a rollout goes at its worst and at its best: the real controller takes candidates at random.

A node on which the new pod does not get ready keeps its share of the budget for good, so a rollout stalls the earlier
the sooner such nodes come. Taking first those that gain no new pod at all, then those, then the others, gives the
fewest new pods; the other way round the most.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dslint.plans import Bounds, Reason
from dslint.rollout.existing_pods import FaultInjection
from dslint.rollout.scenario import Order, Scenario, ScenarioResult
from dslint.rollout.state import DaemonNode

Obstacles = Mapping[str, tuple[Reason, ...]]
"""By node: why the scheduler has no room for a new pod there; () where it would start and not get ready."""


class RolloutBounds(NamedTuple):
    """`by_name` is the rollout in the order of names; `unlimited` with a budget of all nodes.

    Where every order comes to the same, all are that one, and there are no obstacles.
    """

    scenario: Scenario
    injected: FaultInjection
    by_name: ScenarioResult
    fewest: ScenarioResult
    most: ScenarioResult
    unlimited: ScenarioResult
    obstacles: Obstacles
    certain: bool

    @property
    def updated(self) -> Bounds:
        """How many nodes hold a new pod when the rollout ends or stalls, in any order."""
        if not self.certain:
            return _widest(self.by_name)
        counts = [result.updated for result in (self.by_name, self.fewest, self.most)]
        return Bounds(min(counts), max(counts))

    def smallest_budget(self) -> int:
        """In nodes, the smallest with which every node gets its turn in any order.

        That is one more than what is used up for good once all is replaced, or just that, if all that is left to
        replace ends so; where old pods that are down are not counted, some of it goes for free.
        """
        others = any(node.live(new=False) and node.name not in self.obstacles for node in self.fewest.nodes)
        budget = self.unlimited.course.taken_in_the_end + others
        while budget > 1 and self._gets_through(budget - 1):
            budget -= 1
        return max(budget, 1)

    def _gets_through(self, budget: int) -> bool:
        result = self.scenario.with_budget(budget).play(self.injected, _order(self.obstacles, most=False))
        return not any(node.should_run and node.live(new=False) for node in result.nodes)


def bounds_of(scenario: Scenario, injected: FaultInjection, by_name: ScenarioResult) -> RolloutBounds:
    """Other orders are result only where they can come to something else."""
    if by_name.course.finished or not scenario.rolls:
        return _all_alike(scenario, injected, by_name, by_name)
    unlimited = scenario.with_budget(len(scenario.context.nodes)).play(injected)
    desired = sum(node.should_run for node in by_name.nodes)
    if unlimited.course.taken_in_the_end < min(desired, scenario.strategy.counts(desired).value):
        # Even with everything replaced, the budget is not used up for good: no order stalls.
        return _all_alike(scenario, injected, by_name, unlimited)
    obstacles = scenario.obstacles(injected)
    if not scenario.local:
        certain = not _waiting(by_name)
        return RolloutBounds(scenario, injected, by_name, by_name, by_name, unlimited, obstacles, certain)
    fewest = scenario.play(injected, _order(obstacles, most=False))
    most = scenario.play(injected, _order(obstacles, most=True))
    return RolloutBounds(scenario, injected, by_name, fewest, most, unlimited, obstacles, certain=True)


def _all_alike(
    scenario: Scenario, injected: FaultInjection, by_name: ScenarioResult, unlimited: ScenarioResult
) -> RolloutBounds:
    return RolloutBounds(scenario, injected, by_name, by_name, by_name, unlimited, {}, certain=True)


def _order(obstacles: Obstacles, *, most: bool) -> Order:
    def rank(node: DaemonNode) -> int:
        if node.name in obstacles:
            return 1
        return 2 if node.should_run is not most else 0

    return rank


def _waiting(result: ScenarioResult) -> bool:
    return any(pod.new and not pod.bound for node in result.nodes for pod in node.pods)


def _widest(by_name: ScenarioResult) -> Bounds:
    # Where a pod fits hangs on where others already are, so the order decides that too: certain is what the first
    # turn begins, in number, less the nodes that only lose their pod.
    begun = by_name.course.waves[0] if by_name.course.waves else 0
    leaving = sum(not node.should_run for node in by_name.nodes)
    wanted = sum(node.should_run for node in by_name.nodes)
    return Bounds(min(max(0, begun - leaving), by_name.updated), wanted)
