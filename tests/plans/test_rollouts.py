"""Counts of a rollout that follow from others."""

from __future__ import annotations

import pytest

from dslint.findings import json_form
from dslint.plans import BadEverywhere, Bounds, Budget, DownShare, NodesByChange, Rollout, StateChange, Step
from dslint.plans.rollouts import MAX_SURGE, MAX_UNAVAILABLE, Wave


@pytest.mark.parametrize(
    ("down", "of", "share"), [(0, 3, 0.0), (1, 3, 0.3333), (2, 3, 0.6667), (3, 3, 1.0), (0, 0, 0.0), (1, 30_000, 0.0)]
)
def test_a_share_is_from_0_to_1_with_four_digits(down, of, share):
    assert DownShare("a", down, of).share == share
    assert BadEverywhere(down, of, 0, 0).share == share


def test_bad_everywhere_is_a_share_of_the_whole_cluster():
    assert json_form(BadEverywhere(1, 4, 1, 3)) == {
        "name": "",
        "down": 1,
        "of": 4,
        "share": 0.25,
        "updated": 1,
        "oldLeft": 3,
    }


def test_nodes_had_a_pod_before_unless_they_are_added():
    of = NodesByChange(
        added=("a", "b"), kept=("c",), replaced=("d", "e", "f"), removed=("g",), removed_in_turn=("h", "i")
    )
    assert of.with_pod_before == 7
    assert NodesByChange(added=("a",)).with_pod_before == 0


def test_waves_have_their_sizes_and_what_is_not_known_is_left_out():
    rollout = Rollout("OnDelete", False, None, 0, 0, 0, 0, None, Bounds(0, 0), waves=(3, 2))
    assert rollout.wave_sizes == (Wave(3), Wave(2))
    written = json_form(rollout)
    assert written["waves"] == [{"size": 3}, {"size": 2}]
    assert (written["budget"], written["duration"]) == (None, None)
    assert {"steps", "templateDiff", "wavesAre"}.isdisjoint(written)


@pytest.mark.parametrize(
    ("unavailable", "surge", "path"),
    [
        (1, 0, MAX_UNAVAILABLE),
        ("10%", "0%", MAX_UNAVAILABLE),
        ("100%", "00%", MAX_UNAVAILABLE),
        (0, 1, MAX_SURGE),
        ("0%", "10%", MAX_SURGE),
    ],
)
def test_the_field_that_is_not_zero_limits_the_rollout(unavailable, surge, path) -> None:
    budget = Budget(unavailable, surge, of=10, value=1, taken=0)
    assert (budget.path, budget.surges) == (path, path == MAX_SURGE)


def test_a_step_has_the_number_of_nodes_in_each_state_either_way() -> None:
    assert Step("update", states={"old ready": ("a", "b"), "new ready": ("c",)}).numbers == {
        "old ready": 2,
        "new ready": 1,
    }
    assert Step("update", counts={"old ready": 501}, changes=()).numbers == {"old ready": 501}
    assert Step("update").numbers == {}


def test_its_json_has_what_the_controller_counts_and_only_one_of_the_two_forms() -> None:
    step = Step("kill", counts={"new ready": 1}, changes=(StateChange("a", None, "new ready"),), begun=2, taken=3)
    assert json_form(step) == {
        "after": "kill",
        "counts": {"new ready": 1},
        "changes": [{"node": "a", "from": None, "to": "new ready"}],
        "begun": 2,
        "unavailable": 0,
        "taken": 3,
    }
