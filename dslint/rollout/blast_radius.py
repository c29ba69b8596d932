"""How many nodes can be without an available pod at once: in all, by zone, by pool, and if no new pod gets ready."""

from __future__ import annotations

from collections.abc import Mapping

from dslint.inventory.pools import node_places
from dslint.plans import BadEverywhere, DownShare, Unavailable
from dslint.rollout.behaviours import COUNTS_NODES_WITHOUT_AVAILABLE_POD, OLD_UNAVAILABLE_TAKE_BUDGET
from dslint.rollout.existing_pods import Change, FaultInjection
from dslint.rollout.scenario import Scenario, ScenarioResult


def unavailable(change: Change, scenario: Scenario, played: ScenarioResult) -> Unavailable:
    course = played.course
    zones, pools = worst_shares(scenario, played)
    return Unavailable(
        course.down_before,
        at_worst(scenario, played),
        course.down_in_the_end,
        zones,
        pools,
        if_bad_everywhere(scenario, change.injected) if scenario.rolls else None,
    )


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


def at_worst(scenario: Scenario, result: ScenarioResult) -> int:
    """The most nodes that can be down at once.

    More than in the course of the result, if pods on nodes that had none become ready before others are replaced.
    """
    (share,) = _shares(scenario, result, dict.fromkeys((node.name for node in result.nodes), "all")) or (None,)
    return max(result.course.down_at_worst, share.down if share else 0)


def _shares(scenario: Scenario, result: ScenarioResult, places: Mapping[str, str]) -> tuple[DownShare, ...]:
    of: dict[str, int] = {}
    down: dict[str, int] = {}
    replaced: dict[str, int] = {}
    old = {existing.node for existing in scenario.existing if existing.live and not existing.new}
    for node in result.nodes:
        name = places.get(node.name, "")
        if name and node.served and node.should_run:
            of[name] = of.get(name, 0) + 1
            down[name] = down.get(name, 0) + (node.name in result.down_before)
            replaced[name] = replaced.get(name, 0) + (node.name in old or node.name in result.down_before)
    desired = sum(decision.should_run for decision in scenario.context.decisions)
    held = sum(node.should_run and not node.served and not node.available for node in result.nodes)
    found = [
        DownShare(name, _at_worst(scenario, replaced[name], down[name], desired, held), count)
        for name, count in of.items()
    ]
    return tuple(sorted(found, key=lambda share: (-share.down / share.of, share.name)))


def _at_worst(scenario: Scenario, count: int, down: int, desired: int, held: int) -> int:
    """`count` nodes are down or will be; `held` are those that take up the budget from first to last."""
    strategy, release = scenario.strategy, scenario.context.release
    budget = strategy.counts(desired)
    if not scenario.rolls or budget.surge:
        return down
    counted = release.has(OLD_UNAVAILABLE_TAKE_BUDGET) or release.has(COUNTS_NODES_WITHOUT_AVAILABLE_POD)
    left = max(0, budget.unavailable - held)
    return min(count, max(down, left) if counted else down + left)
