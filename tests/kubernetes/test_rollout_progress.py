"""What `kubectl rollout status` prints is decided by three counts."""

from __future__ import annotations

import pytest

from dslint.kubernetes.rollout_progress import progress

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
    assert progress("agent", desired=desired, updated=updated, available=available) == text
