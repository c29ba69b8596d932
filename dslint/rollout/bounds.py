"""The worst and the best course of a rollout: the real controller takes candidates at random.

A node on which the new pod does not get ready uses its share of the budget forever, so a rollout stalls earlier if such
nodes come earlier. The fewest nodes are updated if those that get no new pod come first, then those where it does not
get ready, then the others; the most in the reverse order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dslint.plans import Bounds, Reason
from dslint.progress import watched
from dslint.rollout.existing_pods import FaultInjection
from dslint.rollout.scenario import Order, Scenario, ScenarioResult
from dslint.rollout.state import DaemonNode

Obstacles = Mapping[str, tuple[Reason, ...]]
"""By node: why a new pod does not fit there; () where it would start and not get ready."""


MOST_NODES = 200
"""With more nodes, no other orders are tried where pods affect each other."""


class RolloutBounds(NamedTuple):
    """The results of several orders. `by_name` is the order of names, `unlimited` has a budget of all nodes.

    Where every order ends alike, all results are the same and there are no obstacles. `certain` is False where the
    order also decides which pods fit, so that `fewest` and `most` are not known.
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
            bounds = _widest(self.by_name)
            return bounds._replace(minimum=min(bounds.minimum, self.fewest.updated))
        counts = [result.updated for result in (self.by_name, self.fewest, self.most)]
        return Bounds(min(counts), max(counts))

    def smallest_budget(self) -> int:
        """The smallest budget, in nodes, with which every node is replaced in any order.

        That is one more than the nodes that stay unavailable once all are replaced, or exactly those if no other node
        is left to replace. It can be less where unavailable old pods do not count.
        """
        others = any(node.live(new=False) and node.name not in self.obstacles for node in self.fewest.nodes)
        budget = self.unlimited.course.taken_in_the_end + others
        while budget > 1 and self._gets_through(budget - 1):
            budget -= 1
        return max(budget, 1)

    def _gets_through(self, budget: int) -> bool:
        result = self.scenario.with_budget(budget).play(self.injected, by_obstacles(self.obstacles, most=False))
        return not any(node.should_run and node.live(new=False) for node in result.nodes)


def bounds_of(scenario: Scenario, injected: FaultInjection, by_name: ScenarioResult) -> RolloutBounds:
    """Simulates other orders only where the result can differ."""
    if by_name.course.finished and scenario.rolls and not scenario.local:
        return _of_several_orders(scenario, injected, by_name)
    if by_name.course.finished or not scenario.rolls:
        return _all_alike(scenario, injected, by_name, by_name)
    unlimited = scenario.with_budget(len(scenario.context.nodes)).play(injected)
    desired = sum(node.should_run for node in by_name.nodes)
    if unlimited.course.taken_in_the_end < min(desired, scenario.strategy.counts(desired).value):
        # Even once everything is replaced, the budget is not used up: no order stalls.
        return _all_alike(scenario, injected, by_name, unlimited)
    obstacles = scenario.obstacles(injected)
    if not scenario.local:
        certain = not _waiting(by_name)
        return RolloutBounds(scenario, injected, by_name, by_name, by_name, unlimited, obstacles, certain)
    fewest = scenario.play(injected, by_obstacles(obstacles, most=False))
    most = scenario.play(injected, by_obstacles(obstacles, most=True))
    return RolloutBounds(scenario, injected, by_name, fewest, most, unlimited, obstacles, certain=True)


def _of_several_orders(scenario: Scenario, injected: FaultInjection, by_name: ScenarioResult) -> RolloutBounds:
    """Where the pods affect each other, an order may stall though that of names does not; a few are tried."""
    if len(by_name.nodes) <= MOST_NODES:
        for order in watched.get()([*topology_orders(scenario)], "simulating rollouts"):
            other = scenario.play(injected, order)
            if not other.course.finished:
                unlimited = scenario.with_budget(len(scenario.context.nodes)).play(injected, order)
                obstacles = scenario.obstacles(injected)
                return RolloutBounds(scenario, injected, by_name, other, by_name, unlimited, obstacles, certain=False)
    return _all_alike(scenario, injected, by_name, by_name)


def topology_orders(scenario: Scenario) -> Iterator[Order]:
    """The order of names reversed, and those that take the nodes of one topology domain after the other."""
    yield lambda node: -node.rank
    spec, nodes = scenario.new.spec, scenario.snapshot.by_name
    keys = [term.topology_key for term in (*spec.required_affinity, *spec.required_anti_affinity)]
    keys += [constraint.topology_key for constraint in spec.spread_constraints]
    for key in dict.fromkeys(keys):
        domain = {name: node.label(key) or "" for name, node in nodes.items()}
        place = {value: index for index, value in enumerate(sorted(set(domain.values())))}
        ranks = {name: place[value] for name, value in domain.items()}
        yield lambda node, ranks=ranks: ranks[node.name]  # type: ignore[misc]
        yield lambda node, ranks=ranks: -ranks[node.name]  # type: ignore[misc]


def _all_alike(
    scenario: Scenario, injected: FaultInjection, by_name: ScenarioResult, unlimited: ScenarioResult
) -> RolloutBounds:
    return RolloutBounds(scenario, injected, by_name, by_name, by_name, unlimited, {}, certain=True)


def by_obstacles(obstacles: Obstacles, *, most: bool) -> Order:
    def rank(node: DaemonNode) -> int:
        if node.name in obstacles:
            return 1
        return 2 if node.should_run is not most else 0

    return rank


def _waiting(result: ScenarioResult) -> bool:
    return any(pod.new and not pod.bound for node in result.nodes for pod in node.pods)


def _widest(by_name: ScenarioResult) -> Bounds:
    # Whether a pod fits depends on where others already are, so the order decides that too. Only the number of nodes of
    # the first turn is certain, less those that only lose their pod.
    begun = by_name.course.waves[0] if by_name.course.waves else 0
    leaving = sum(not node.should_run for node in by_name.nodes)
    wanted = sum(node.should_run for node in by_name.nodes)
    return Bounds(min(max(0, begun - leaving), by_name.updated), wanted)
