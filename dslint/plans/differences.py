"""The differences that a what-if makes: nodes whose state changes, and rollouts that take another course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dslint.findings import ObjectRef, json_keys
from dslint.plans.placements import Placement, Reason, State
from dslint.plans.rollouts import Duration, Rollout
from dslint.plans.workloads import WorkloadPlan


@json_keys(
    *("ref", "before", "after", "nodes", "reasons", "never_ready_before", "never_ready_after"),
    unless_empty=("never_ready_before", "never_ready_after"),
)
class Difference(NamedTuple):
    """Nodes whose state a what-if changes. `before` is None for new nodes, `after` for removed ones.

    `never_ready_before` and `never_ready_after`: the pod is bound there, but never becomes ready.
    """

    ref: ObjectRef
    before: State | None
    after: State | None
    nodes: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    never_ready_before: bool = False
    never_ready_after: bool = False


class RolloutOutcome(NamedTuple):
    """The figures of a rollout that a what-if can change. `blocked` is why it does not complete."""

    waves: int
    at_worst: int | None
    blocked: str | None
    duration: Duration | None

    @classmethod
    def of(cls, rollout: Rollout) -> RolloutOutcome:
        return cls(
            len(rollout.waves),
            rollout.unavailable.at_worst if rollout.unavailable else None,
            rollout.blocked.message if rollout.blocked else None,
            rollout.duration,
        )


class RolloutDifference(NamedTuple):
    """The rollout of a workload without the what-if, and with it; None if there is none."""

    ref: ObjectRef
    before: RolloutOutcome | None
    after: RolloutOutcome | None


_Outcome = tuple[State | None, bool]
"""The state of a node, and whether its pod never becomes ready."""

_ABSENT: _Outcome = (None, False)


def differences(before: WorkloadPlan, after: WorkloadPlan) -> Iterator[Difference]:
    """One for each pair of states."""
    states = {name: _outcome(group) for group in before.placement for name in group.nodes}
    left = dict(states)
    for group in after.placement:
        yield from _of_group(before.ref, group, states)
        for name in group.nodes:
            left.pop(name, None)
    for (state, never_ready), names in _by_outcome((outcome, name) for name, outcome in left.items()):
        yield Difference(before.ref, state, None, names, never_ready_before=never_ready)


def rollout_differences(before: WorkloadPlan, after: WorkloadPlan) -> Iterator[RolloutDifference]:
    """One if the rollouts differ in their figures, none otherwise."""
    old, new = (RolloutOutcome.of(each.rollout) if each.rollout else None for each in (before, after))
    if old != new:
        yield RolloutDifference(before.ref, old, new)


def _outcome(group: Placement) -> _Outcome:
    return group.state, group.never_ready


def _of_group(ref: ObjectRef, group: Placement, before: Mapping[str, _Outcome]) -> Iterator[Difference]:
    now = _outcome(group)
    changed = ((before.get(name, _ABSENT), name) for name in group.nodes if before.get(name) != now)
    notes = group.notes if group.never_ready else ()
    for (state, never_ready), names in _by_outcome(changed):
        yield Difference(ref, state, group.state, names, (*group.reasons, *notes), never_ready, group.never_ready)


def _by_outcome(nodes: Iterable[tuple[_Outcome, str]]) -> Iterator[tuple[_Outcome, tuple[str, ...]]]:
    found: dict[_Outcome, list[str]] = {}
    for outcome, name in nodes:
        found.setdefault(outcome, []).append(name)
    return ((outcome, tuple(names)) for outcome, names in found.items())
