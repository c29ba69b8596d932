"""How many nodes can be without an available pod at once: in all, by zone, by pool, and if no new pod gets ready."""

from __future__ import annotations

from collections.abc import Mapping

from dslint.inventory.node_places import node_places
from dslint.plans import BadEverywhere, DownShare
from dslint.rollout.behaviours import COUNTS_NODES_WITHOUT_AVAILABLE_POD, OLD_UNAVAILABLE_TAKE_BUDGET
from dslint.rollout.existing_pods import FaultInjection
from dslint.rollout.scenario import Scenario, ScenarioResult


def if_bad_everywhere(scenario: Scenario, injected: FaultInjection) -> BadEverywhere:
    """The rollout when no new pod ever gets ready: where it stalls, and how many nodes are down then."""
    result = scenario.play_bad_everywhere(injected)
    desired = sum(node.should_run for node in result.nodes)
    left = sum(node.should_run and bool(node.live(new=False)) for node in result.nodes)
    return BadEverywhere(result.course.down_in_the_end, desired, result.updated, left)


def worst_shares(scenario: Scenario, result: ScenarioResult) -> tuple[tuple[DownShare, ...], tuple[DownShare, ...]]:
    """For each zone, and for each pool, the most nodes that can be down at once, the worst share first.

    The nodes that the controller takes may all be in one zone.
    """
    zones: dict[str, str] = {}
    pools: dict[str, str] = {}
    for place in node_places(scenario.context.nodes):
        zones.update(dict.fromkeys(place.nodes, place.zone))
        pools.update(dict.fromkeys(place.nodes, place.pool))
    return _shares(scenario, result, zones), _shares(scenario, result, pools)


def _shares(scenario: Scenario, result: ScenarioResult, places: Mapping[str, str]) -> tuple[DownShare, ...]:
    of: dict[str, int] = {}
    down: dict[str, int] = {}
    for node in result.nodes:
        name = places.get(node.name, "")
        if name and node.served and node.should_run:
            of[name] = of.get(name, 0) + 1
            down[name] = down.get(name, 0) + (node.name in result.down_before)
    desired = sum(decision.should_run for decision in scenario.context.decisions)
    # Nodes that never get a pod ready hold a part of the budget, so a place cannot be worse than the whole cluster.
    most = result.course.down_at_worst
    found = [
        DownShare(name, min(most, _at_worst(scenario, count, down[name], desired)), count) for name, count in of.items()
    ]
    return tuple(sorted(found, key=lambda share: (-share.down / share.of, share.name)))


def _at_worst(scenario: Scenario, count: int, down: int, desired: int) -> int:
    strategy, release = scenario.strategy, scenario.context.release
    budget = strategy.counts(desired)
    if not scenario.rolls or budget.surge:
        return down
    counted = release.has(OLD_UNAVAILABLE_TAKE_BUDGET) or release.has(COUNTS_NODES_WITHOUT_AVAILABLE_POD)
    return min(count, max(down, budget.unavailable) if counted else down + budget.unavailable)
