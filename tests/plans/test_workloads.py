"""Whether there is something to say of an expectation, and what is said of a workload that nothing is wrong with."""

from __future__ import annotations

import pytest

from dslint.findings import ObjectRef
from dslint.plans import Decider, Expectation, Placement, Reason, State, WorkloadPlan


@pytest.mark.parametrize(
    ("passed", "silenced", "fails"),
    [(True, "", False), (False, "", True), (False, ".dslint.yaml", False), (True, ".dslint.yaml", False)],
)
def test_an_expectation_fails_unless_it_passed_or_was_silenced(passed, silenced, fails):
    assert Expectation("all-bound", passed, "2 pending", silenced=silenced).fails is fails


@pytest.mark.parametrize(
    ("ready", "down", "reason"),
    [
        (("a", "b"), (), "default/agent runs on 2 nodes"),
        (("a",), ("c", "d"), "default/agent runs on 1 node, waits for 2 that are not ready"),
        (("a", "b"), ("c",), "default/agent runs on 2 nodes, waits for 1 that is not ready"),
    ],
)
def test_nodes_that_are_not_ready_do_not_run_it_yet(ready, down, reason):
    not_ready = (Reason("NotReady", Decider.KUBELET, "node is not ready: the pod starts once the node is ready"),)
    groups = (Placement(State.BOUND, ready), Placement(State.BOUND, down, notes=not_ready))
    assert WorkloadPlan(ObjectRef("apps/v1", "DaemonSet", "", "agent"), placement=groups).safe.reason == reason
