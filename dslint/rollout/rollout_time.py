"""The duration of a rollout: the work that it is, by the shapes of the nodes, and the time that this takes."""

from __future__ import annotations

from collections import Counter

from dslint.plans import Duration, NodesByChange, RolloutTime
from dslint.rollout import timing
from dslint.rollout.existing_pods import Change
from dslint.rollout.scenario import Scenario
from dslint.rollout.timing import Template, Work


def work_of(scenario: Scenario, nodes: NodesByChange, desired: int) -> Work:
    shapes = {node.name: node.shape for node in scenario.context.nodes}
    budget = scenario.strategy.counts(desired)
    return Work(
        replaced=Counter(shapes[name] for name in nodes.replaced),
        leaving=Counter(shapes[name] for name in (*nodes.removed_in_turn, *nodes.away)),
        slots=budget.value,
        surging=budget.surge > 0,
        added=[shapes[name] for name in nodes.added],
        removed=len(nodes.removed),
    )


def time(change: Change, scenario: Scenario, work: Work) -> tuple[Duration | None, RolloutTime]:
    """The duration of the whole rollout, and what it is estimated from."""
    template = Template.of(change.new, change.old)
    shapes = {**dict.fromkeys(work.replaced), **dict.fromkeys(work.added)}
    found = timing.duration(work, template, scenario.snapshot.cluster.timing)
    return found, RolloutTime(work.slots, tuple(timing.assumptions(shapes, template)))
