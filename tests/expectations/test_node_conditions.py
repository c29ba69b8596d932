"""Which nodes run a workload, and how many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dslint.expectations import node_conditions
from dslint.plans import Placement, State
from tests.expectations.judging import Situation, judged
from tests.expectations.situations import PLAIN, ZONE


@pytest.mark.parametrize(
    ("situation", "conditions", "passed", "said"),
    [
        (PLAIN, {"mustRunOn": {"labels": {ZONE: "a"}}}, True, "runs on all 2 matching nodes"),
        (PLAIN, {"mustRunOn": "b1"}, True, "runs on all 1 matching node"),
        (PLAIN, {"mustRunOn": ["a*", "s1"]}, False, "does not run on 1 of 3 nodes: s1 (untolerated taint spot"),
        (
            PLAIN,
            {"mustRunOn": "*"},
            False,
            "does not run on 2 of 5 nodes: s1 (untolerated taint spot:NoSchedule), tiny (",
        ),
        (PLAIN, {"mustRunOn": "nowhere"}, False, "matches no node of the inventory"),
        (PLAIN, {"mustNotRunOn": {"labels": {"pool": "spot"}}}, True, "runs on none of 1 matching node"),
        (PLAIN, {"mustNotRunOn": "*"}, False, "runs on 4 of 5 nodes: a1, a2, b1 and 1 more"),
        (PLAIN, {"desired": {"exactly": 4}}, True, "desired 4 of 5 nodes"),
        (PLAIN, {"desired": {"min": "90%"}}, False, "desired 4 of 5 nodes; expected min 90%"),
        (PLAIN, {"desired": {"min": "100%", "of": {"labels": {ZONE: "a"}}}}, True, "desired 2 of 2 nodes"),
        (PLAIN, {"desired": {"min": 5, "max": 3}}, False, "desired 4 of 5 nodes; expected min 5 and max 3"),
        (PLAIN, {"bound": {"exactly": 3}}, True, "bound 3 of 5 nodes"),
        (PLAIN, {"pending": {"max": 0}}, False, "pending 1 of 5 nodes; expected max 0"),
    ],
)
def test_where_it_runs(situation: Situation, conditions: dict[str, Any], passed: bool, said: str) -> None:
    found = judged(situation, **conditions)
    assert (found.passed, found.workload) == (passed, "default/agent")
    assert found.message.startswith(said), found.message


@pytest.mark.parametrize(
    ("state", "there"),
    [
        (State.BOUND, True),
        (State.CANDIDATE, True),
        (State.PENDING, True),
        (State.MISSCHEDULED, True),
        (State.REMOVED, False),
        (State.EXCLUDED, False),
    ],
)
def test_a_node_that_waits_for_the_pod_or_keeps_an_old_one_counts_as_one_with_it(state: State, there: bool) -> None:
    subject = PLAIN.subject()
    plan = subject.plan._replace(placement=(Placement(state, ("a1",)),))
    found = node_conditions.must_not_run_on(replace(subject, plan=plan), "a1")
    assert found.passed is not there
