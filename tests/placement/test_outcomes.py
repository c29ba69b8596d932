"""How many nodes want the pod, and how many are in each state."""

from __future__ import annotations

import pytest

from dslint.placement.scheduling import SchedulingRun
from dslint.plans import State
from tests.placement.building import node, placed, pod, requesting, snapshot


@pytest.fixture(scope="module")
def placement():
    return placed(
        SchedulingRun(
            snapshot(
                node("n1"),
                node("n2"),
                node("n3", taints=("x:NoSchedule",)),
                node("n4", taints=("x:NoSchedule",)),
                node("n5", taints=("x:NoExecute",)),
                pods=[pod("full", on="n2", container=requesting(cpu="4"))],
            )
        ),
        container=requesting(cpu="1"),
    )


@pytest.mark.parametrize(
    ("state", "count"), [(State.BOUND, 1), (State.PENDING, 1), (State.EXCLUDED, 3), (State.REMOVED, 0)]
)
def test_nodes_are_counted_by_state(placement, state, count):
    assert placement.count(state) == count


def test_desired_are_the_nodes_that_should_run_the_pod_bound_or_not(placement):
    assert placement.desired == 2
