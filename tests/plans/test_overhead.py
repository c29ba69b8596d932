"""Whether a pod fits beside node agents."""

from __future__ import annotations

import pytest

from dslint.plans import NodeOverhead

NODE = NodeOverhead("pool", ("n1",), {"cpu": 1000, "pods": 2}, {"cpu": 100, "pods": 1}, {"cpu": 600, "pods": 1})


@pytest.mark.parametrize(
    ("cpu", "before", "after", "loses"),
    [(400, True, True, False), (401, True, False, True), (901, False, False, False)],
)
def test_a_pod_fits_if_what_agents_leave_is_enough(cpu: int, before: bool, after: bool, loses: bool) -> None:
    size = {"cpu": cpu}
    assert (NODE.holds(size, NODE.before), NODE.holds(size, NODE.after)) == (before, after)
    assert NODE.loses_room_for(size) is loses


def test_without_a_word_on_what_runs_the_node_was_empty() -> None:
    assert NODE._replace(before=None).loses_room_for({"cpu": 950})


def test_a_node_that_declares_nothing_loses_nothing() -> None:
    assert not NODE._replace(allocatable={}).loses_room_for({"cpu": 1})


def test_the_number_of_pods_counts_only_where_it_is_declared() -> None:
    assert not NODE.holds({"cpu": 1}, {"pods": 2})
    assert NODE._replace(allocatable={"cpu": 10}).holds({"cpu": 1}, {"pods": 2})
