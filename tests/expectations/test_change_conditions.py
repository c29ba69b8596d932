"""What an update does: removed pods, unavailable nodes, time, blocked rollouts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.expectations.judging import Situation, judged
from tests.expectations.situations import NARROWED, PLAIN, ROLLING, UPDATE
from tests.rollout.clusters import daemonset, nodes


@pytest.mark.parametrize(
    ("situation", "conditions", "passed", "said"),
    [
        (PLAIN, {"removed": {"max": 0}}, True, "nothing is updated"),
        (UPDATE, {"removed": {"max": 0}}, True, "0 of 4 nodes will lose the pod"),
        (NARROWED, {"removed": {"max": "25%"}}, False, "2 of 4 nodes will lose the pod (limit 25%)"),
        (NARROWED, {"removed": {"max": "50%"}}, True, "2 of 4 nodes will lose the pod"),
        (NARROWED, {"removedAtOnce": {"max": 1}}, False, "2 of 4 nodes will lose the pod at once (limit 1)"),
        (ROLLING, {"unavailable": {"max": 2}}, True, "at most 2 of 3 nodes without an available pod"),
        (
            ROLLING,
            {"unavailable": {"max": "60%"}},
            False,
            "without an available pod at the same time: 2 of 3 nodes (limit 60%)",
        ),
        (
            ROLLING,
            {"unavailable": {"perZone": "60%"}},
            False,
            "without an available pod at the same time: 2 of 2 nodes of a (limit 60%)",
        ),
        (ROLLING, {"rolloutSeconds": {"max": 60}}, False, "takes 300 s (maximum); limit 60 s"),
        (ROLLING, {"rolloutSeconds": {"max": 60, "judge": "typical"}}, True, "takes 40 s (typical)"),
        (PLAIN, {"rolloutSeconds": {"max": 0}}, True, "nothing is updated"),
        (ROLLING, {"blocked": False}, True, "the rollout completes"),
        (ROLLING, {"blocked": True}, False, "the rollout completes"),
    ],
)
def test_what_the_update_does(situation: Situation, conditions: dict[str, Any], passed: bool, said: str) -> None:
    found = judged(situation, **conditions)
    assert (found.passed, found.message) == (passed, said)


def test_a_blocked_rollout_fails_with_what_frees_it_and_never_ends() -> None:
    on = nodes(3)
    stalls = Situation(daemonset("agent:2"), on, daemonset(), {"broken": ["n01"]})
    found = judged(stalls, blocked=False)
    assert not found.passed
    assert found.message.endswith("(dslint rollout undo --nodes shows the effect)")
    assert judged(stalls, rolloutSeconds={"max": 9999}).message.startswith("never completes: ")
