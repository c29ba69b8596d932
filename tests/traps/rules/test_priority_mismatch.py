"""A priority that is not that of its class."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset

CODE = "DS550"
CLASS = "pod.priorityClassName"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"pod.priority": 1000}, True),
        ({"pod.priority": 0}, False),
        ({"pod.priority": 1000, CLASS: "agents"}, False),
        ({"pod.priority": 2000001000, CLASS: "system-node-critical"}, False),
        ({"pod.priority": 1000, CLASS: "system-node-critical"}, True),
    ],
)
def test_a_number_must_be_that_of_the_class(changes, told):
    assert bool(of_daemonset(CODE, changes)) is told
