"""What a report says of a rollout beside its counts, ready for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dslint.plans import Bounds, Duration
from dslint.rollout import blast_radius, rollout_status, timing
from dslint.rollout.existing_pods import Change
from dslint.rollout.revisions import Difference, differences
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.timing import Template, Work

Fates = Mapping[str, Sequence[str]]

WAVES = "a view of a window that slides: a slot is free again as soon as one pod is available"


def template_diff(change: Change) -> list[dict[str, Any]]:
    """Each difference with its line in the new manifest; empty where no old template is known."""
    return [] if change.old is None else [_shown(found, change) for found in differences(change.old, change.new)]


def _shown(found: Difference, change: Change) -> dict[str, Any]:
    source = change.line(found.path) if change.line else None
    return {**found.to_dict(), "source": source.to_dict() if source else None}


def unavailable(change: Change, scenario: Scenario, played: ScenarioResult) -> dict[str, Any]:
    """How many nodes are down before, at worst and in the end; the worst zones and pools; and if it is bad all over."""
    course = played.course
    shares = blast_radius.worst_shares(scenario, played)
    found: dict[str, Any] = {
        "before": course.down_before,
        "atWorst": course.down_at_worst,
        "inTheEnd": course.down_in_the_end,
        **{name: [share.to_dict() for share in found] for name, found in shares.items()},
    }
    if scenario.rolls:
        found["ifBadEverywhere"] = blast_radius.if_bad_everywhere(scenario, change.injected)
    return found


def work_of(scenario: Scenario, fates: Fates, desired: int) -> Work:
    shapes = {node.name: node.shape for node in scenario.context.nodes}
    budget = scenario.strategy.counts(desired)
    return Work(
        replaced=Counter(shapes[name] for name in fates["replaced"]),
        leaving=Counter(shapes[name] for name in fates["removedInTurn"]),
        slots=budget.value,
        surging=budget.surge > 0,
        added=[shapes[name] for name in fates["added"]],
        removed=len(fates["removed"]),
    )


def time(change: Change, scenario: Scenario, work: Work) -> tuple[Duration | None, dict[str, Any]]:
    """The whole rollout's seconds, and what they rest on."""
    template = Template.of(change.new, change.old)
    shapes = {**dict.fromkeys(work.replaced), **dict.fromkeys(work.added)}
    found = timing.duration(work, template, scenario.snapshot.cluster.timing)
    return found, {"slots": work.slots, "assumed": timing.assumptions(shapes, template)}


def said_meanwhile(
    name: str, scenario: Scenario, played: ScenarioResult, duration: Duration | None, updated: Bounds
) -> dict[str, str]:
    """What kubectl and helm report when it ends or stalls; counts that hang on the order as bounds."""
    status = rollout_status.status_of(played.nodes)
    chance = "" if updated.minimum == updated.maximum else f" ({updated.minimum} to {updated.maximum}, by the order)"
    return {
        "kubectl": rollout_status.kubectl_says(name, scenario.strategy, status) + chance,
        "helm": rollout_status.helm_says(scenario.strategy, status, duration),
    }
