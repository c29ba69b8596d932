"""The facts of a rollout beside its counts: template differences, unavailable nodes, time, and what tools report."""

from __future__ import annotations

from collections import Counter

from dslint.findings import json_pointer
from dslint.plans import Bounds, Duration, Meanwhile, NodesByChange, RolloutTime, TemplateDifference, Unavailable
from dslint.rollout import blast_radius, rollout_status, timing
from dslint.rollout.existing_pods import Change
from dslint.rollout.revisions import differences
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.timing import Template, Work

WAVES = "a view of a window that slides: a slot is free again as soon as one pod is available"


def template_diff(change: Change) -> tuple[TemplateDifference, ...]:
    """Each difference with its line in the new manifest; empty where the old template is not known."""
    if change.old is None:
        return ()
    return tuple(
        TemplateDifference(
            json_pointer(found.path),
            found.where,
            found.old,
            found.new,
            change.line(found.path) if change.line else None,
        )
        for found in differences(change.old, change.new)
    )


def unavailable(change: Change, scenario: Scenario, played: ScenarioResult) -> Unavailable:
    course = played.course
    zones, pools = blast_radius.worst_shares(scenario, played)
    return Unavailable(
        course.down_before,
        blast_radius.at_worst(scenario, played),
        course.down_in_the_end,
        zones,
        pools,
        blast_radius.if_bad_everywhere(scenario, change.injected) if scenario.rolls else None,
    )


def work_of(scenario: Scenario, nodes: NodesByChange, desired: int) -> Work:
    shapes = {node.name: node.shape for node in scenario.context.nodes}
    budget = scenario.strategy.counts(desired)
    return Work(
        replaced=Counter(shapes[name] for name in nodes.replaced),
        leaving=Counter(shapes[name] for name in nodes.removed_in_turn),
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


def meanwhile(
    name: str, scenario: Scenario, played: ScenarioResult, duration: Duration | None, updated: Bounds
) -> Meanwhile:
    """What kubectl and helm report when it ends or stalls; bounds for counts that depend on the order of nodes."""
    status = rollout_status.status_of(played.nodes)
    chance = "" if updated.minimum == updated.maximum else f" ({updated.minimum} to {updated.maximum}, by the order)"
    return Meanwhile(
        rollout_status.kubectl_says(name, scenario.strategy, status) + chance,
        rollout_status.helm_says(scenario.strategy, status, duration),
    )
