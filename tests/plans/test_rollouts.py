"""Counts of a rollout that follow from others."""

from __future__ import annotations

import pytest

from dslint.findings import json_form
from dslint.plans import BadEverywhere, Bounds, DownShare, NodesByChange, Rollout
from dslint.plans.rollouts import Wave, kubectl_progress


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


WAITING = 'Waiting for daemon set "agent" rollout to finish: '
DONE = 'daemon set "agent" successfully rolled out\n'


@pytest.mark.parametrize(
    ("desired", "updated", "available", "text"),
    [
        (3, 0, 3, f"{WAITING}0 out of 3 new pods have been updated...\n"),
        (3, 2, 2, f"{WAITING}2 out of 3 new pods have been updated...\n"),
        (3, 3, 2, f"{WAITING}2 of 3 updated pods are available...\n"),
        (3, 3, 3, DONE),
        (3, 4, 4, DONE),
        (0, 0, 0, DONE),
    ],
)
def test_updated_pods_are_waited_for_first_and_available_ones_then(
    desired: int, updated: int, available: int, text: str
) -> None:
    assert kubectl_progress("agent", desired=desired, updated=updated, available=available) == text
