"""What a what-if changes, in sentences."""

from __future__ import annotations

import pytest

from dslint.findings import ObjectRef
from dslint.plans import (
    Decider,
    Difference,
    Duration,
    InventorySummary,
    Level,
    Placement,
    Plan,
    Reason,
    RolloutDifference,
    RolloutOutcome,
    State,
    Verdict,
    WhatIf,
    WorkloadPlan,
)
from dslint.report.plan import what_if_wording

AGENT = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
OTHER = AGENT._replace(name="other")
CORDONED = Reason("NodeUnschedulable", Decider.SCHEDULER, "node is cordoned")
ROLLS = RolloutOutcome(4, 2, None, Duration(30, 60, 180))
STALLS = RolloutOutcome(1, 2, "always: 2 nodes are down", None)


def plan(state: State = State.BOUND) -> Plan:
    return Plan("1.36", InventorySummary("lab", 1, 0), (WorkloadPlan(AGENT, placement=(Placement(state, ("n1",)),)),))


def changes(*differences: Difference, rollouts: tuple[RolloutDifference, ...] = ()) -> list[what_if_wording.Change]:
    return what_if_wording.changes(WhatIf(("cordon n1", "remove n2"), plan(), differences, rollouts))


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (Difference(AGENT, State.BOUND, State.EXCLUDED, ("n1",)), "1 node, runs -> not scheduled: n1"),
        (Difference(AGENT, None, State.BOUND, ("n1", "n2")), "2 nodes, no such node -> runs: n1, n2"),
        (
            Difference(AGENT, State.PENDING, None, ("a", "b", "c", "d")),
            "4 nodes, pending -> no such node: a, b, c and 1 more",
        ),
        (
            Difference(AGENT, State.BOUND, State.BOUND, ("n1",), never_ready_after=True),
            "1 node, runs -> never ready: n1",
        ),
    ],
)
def test_a_difference_is_from_one_answer_to_another(difference: Difference, said: str) -> None:
    assert changes(difference) == [(f"DaemonSet logging/agent: {said}", ())]


def test_the_same_change_of_several_workloads_is_told_once() -> None:
    found = [Difference(ref, State.BOUND, State.PENDING, ("n1",), (CORDONED,)) for ref in (AGENT, OTHER)]
    assert changes(*found) == [
        ("DaemonSet logging/agent, logging/other: 1 node, runs -> pending: n1", ("node is cordoned",))
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (ROLLS, STALLS, "the rollout is now blocked: always: 2 nodes are down"),
        (STALLS, ROLLS, "the rollout is no longer blocked (always: 2 nodes are down), 1 -> 4 waves"),
        (
            STALLS,
            STALLS._replace(blocked="always: 3 nodes are down"),
            "the rollout is still blocked: always: 3 nodes are down",
        ),
        (
            ROLLS,
            RolloutOutcome(5, 3, None, Duration(60, 60, 60)),
            "4 -> 5 waves, at worst 2 -> 3 nodes without an available pod at once, about 60 s (30 s to 3 min) -> 60 s",
        ),
        (None, ROLLS, "now a rollout, 0 -> 4 waves, at worst 0 -> 2 nodes without an available pod at once"),
        (
            ROLLS,
            None,
            "no rollout any more, 4 -> 0 waves, at worst 2 -> 0 nodes without an available pod at once",
        ),
    ],
)
def test_a_rollout_that_takes_another_course_is_told_by_its_figures(
    before: RolloutOutcome | None, after: RolloutOutcome | None, said: str
) -> None:
    assert changes(rollouts=(RolloutDifference(AGENT, before, after),)) == [(f"DaemonSet logging/agent: {said}", ())]


def test_both_plans_have_their_verdict_and_states_in_a_line() -> None:
    safe = plan()._replace(verdict=Verdict(Level.SAFE, "logging/agent runs on 1 node"))
    assert list(what_if_wording.outcomes(WhatIf(("cordon n1",), plan(State.PENDING), ()), safe)) == [
        ("before", "SAFE: logging/agent runs on 1 node; running 1"),
        ("after", "running 0, pending 1"),
    ]
