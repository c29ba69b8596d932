"""The smallest changes that free a blocked rollout. Each is played before it is offered.

A change frees a rollout if every node that is up gets an available new pod then, and if no more of them are down at
once than the budget allows now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dslint.rollout.bounds import MOST_NODES, RolloutBounds, by_obstacles, topology_orders
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import READY
from dslint.rollout.obstacle_groups import Case, Remedy, remedies
from dslint.rollout.rollback import rollback
from dslint.rollout.scenario import Order, Scenario, ScenarioResult

NOTHING = "no single change frees it; plan smaller changes, or keep the old version"


def advice(bounds: RolloutBounds, strategy: Strategy) -> str:
    """What frees the rollout, the smallest change first."""
    case = Case(bounds.scenario, bounds.injected)
    found = remedies(case, {**bounds.obstacles, **dict.fromkeys(_down_and_not_wanted(bounds), ())})
    rolls_back = any(remedy.rolls_back for remedy in found)
    back = rollback(bounds.scenario, bounds.fewest)
    if rolls_back and _bad_everywhere(bounds):
        return back or "keep the old version: the new one gets ready nowhere"
    budget = _budget(bounds, strategy)
    offers = [*_without_surge(case, strategy)] or [*_together(case, found, budget)]
    if not rolls_back:
        offers += _larger_budget(bounds, strategy, budget)
    if not offers:
        offers += _with_larger_budget(bounds, found, budget)
    if back and (rolls_back or not offers):
        offers.append(back)
    return ", or ".join(offers) or NOTHING


def _down_and_not_wanted(bounds: RolloutBounds) -> Iterator[str]:
    """Nodes that are down, which the new version is not for: an old pod that does not end there counts as well."""
    shapes = bounds.scenario.snapshot.by_name
    for node in bounds.fewest.nodes:
        if node.pods and not node.should_run and shapes[node.name].shape.ready != READY:
            yield node.name


def _bad_everywhere(bounds: RolloutBounds) -> bool:
    """Whether no new pod gets ready on any node that is up."""
    ready = {node.name for node in bounds.scenario.context.nodes if node.shape.ready == READY}
    wanted = [node.name for node in bounds.fewest.nodes if node.should_run and node.name in ready]
    return bool(wanted) and all(name in bounds.injected.broken for name in wanted)


def _budget(bounds: RolloutBounds, strategy: Strategy) -> int:
    return strategy.counts(sum(node.should_run for node in bounds.fewest.nodes)).unavailable


def _together(case: Case, found: Sequence[Remedy], budget: int) -> Iterator[str]:
    """The first remedy that is enough by itself, else all of them at once."""
    for remedy in found:
        if frees(remedy.applied(case), budget):
            yield remedy.text
            return
    if len(found) > 1 and frees(_all_applied(case, found), budget):
        yield _joined(found)


def _all_applied(case: Case, found: Sequence[Remedy]) -> Case:
    for remedy in found:
        case = remedy.applied(case)
    return case


def _joined(found: Sequence[Remedy]) -> str:
    return ", and ".join(remedy.text for remedy in found)


def _with_larger_budget(bounds: RolloutBounds, found: Sequence[Remedy], budget: int) -> Iterator[str]:
    """All remedies, and a budget beyond the nodes that have no available pod now."""
    case = _all_applied(Case(bounds.scenario, bounds.injected), found)

    def enough(nodes: int) -> bool:
        return frees(case._replace(scenario=case.scenario.with_budget(nodes)), budget)

    most = bounds.fewest.course.down_before + budget
    if found and budget and enough(most):
        candidates = range(budget + 1, most)
        nodes = candidates.start + bisect_left(candidates, x=True, key=enough)
        yield f"{_joined(found)}, and set maxUnavailable to {nodes}"


def _without_surge(case: Case, strategy: Strategy) -> Iterator[str]:
    if not strategy.counts(1).surge:
        return
    changed = strategy._replace(max_unavailable=1, max_surge=0)
    if frees(case._replace(scenario=_with_strategy(case, changed)), 1):
        yield "set maxSurge to 0 and maxUnavailable to 1, so that the old pod is deleted first"


def _with_strategy(case: Case, strategy: Strategy) -> Scenario:
    return replace(case.scenario, strategy=strategy)


def _larger_budget(bounds: RolloutBounds, strategy: Strategy, budget: int) -> Iterator[str]:
    """Only where it takes no more nodes down that are up: those that are down for good use the budget up."""
    nodes = bounds.smallest_budget()
    desired = sum(node.should_run for node in bounds.fewest.nodes)
    if not frees(Case(bounds.scenario.with_budget(nodes), bounds.injected), budget):
        return
    if strategy.counts(desired).surge:
        yield f"set maxSurge to at least {nodes}"
        return
    share = f" ({(nodes - 1) * 100 // desired + 1}%)" if nodes <= desired else ""
    yield f"set maxUnavailable to at least {nodes}{share}"


def frees(case: Case, budget: int) -> bool:
    """Whether the rollout gets through in each order that is played, with so many nodes down at once at most."""
    down = frozenset(node.name for node in case.scenario.context.nodes if node.shape.ready != READY)
    return all(_gets_through(case.scenario.play(case.injected, order), down, budget) for order in _orders(case))


def _orders(case: Case) -> Iterator[Order | None]:
    yield None
    if not case.scenario.local:
        if len(case.scenario.context.nodes) <= MOST_NODES:
            yield from topology_orders(case.scenario)
        return
    obstacles = case.scenario.obstacles(case.injected)
    if obstacles:
        yield by_obstacles(obstacles, most=False)
        yield by_obstacles(obstacles, most=True)


def _gets_through(result: ScenarioResult, down: frozenset[str], budget: int) -> bool:
    """Whether no old pod is left, and every node that is up has an available one."""
    wanted = [node for node in result.nodes if node.should_run]
    if not wanted or any(node.live(new=False) for node in wanted):
        return False
    if any(not node.available and node.name not in down for node in wanted):
        return False
    course = result.course
    return course.refusal is None and course.down_at_worst - course.down_before <= budget
