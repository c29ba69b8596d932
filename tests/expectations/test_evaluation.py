"""Which workloads an expectation means, and where else it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.expectations.judging import Situation, judged
from tests.expectations.situations import PLAIN, ROLLING
from tests.rollout.clusters import daemonset, node


@pytest.mark.parametrize(
    ("conditions", "passed", "said"),
    [
        ({"whatIf": "remove zone=a", "desired": {"min": 1}}, True, "what if remove zone=a: desired 1 of 2 nodes"),
        ({"whatIf": "remove zone=a", "mustRunOn": "b1"}, True, "what if remove zone=a: runs on all 1 matching node"),
        ({"whatIf": "remove b1", "mustRunOn": "b1"}, False, "what if remove b1: matches no node of the inventory"),
        ({"kubernetes": ["1.31", "1.35"], "samePlacement": True}, True, "same placement in 1.36, 1.31, 1.35"),
        ({"kubernetes": ["1.31"], "blocked": True}, False, "in 1.31: the rollout completes"),
        ({"rollback": {"blocked": False}}, True, "back to the previous revision: the rollout completes"),
        ({"rollback": {"toRevision": 7, "blocked": True}}, False, "back to revision 7: the rollout completes"),
    ],
)
def test_conditions_are_asked_elsewhere_too(conditions: dict[str, Any], passed: bool, said: str) -> None:
    found = judged(ROLLING, **conditions)
    assert (found.passed, found.message) == (passed, said)


def test_what_cannot_be_planned_otherwise_fails() -> None:
    found = judged(PLAIN, rollback={"toRevision": 3, "blocked": False})
    assert (found.passed, found.message) == (False, "back to revision 3: cannot be planned")


def test_versions_that_place_otherwise_are_told_by_the_first_node_that_differs() -> None:
    cordoned = node("n1", taints=[{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}])
    found = judged(Situation(daemonset(), [cordoned]), kubernetes=["1.10"], samePlacement=True)
    assert (found.passed, found.message) == (False, "n1 is bound in 1.36 and excluded in 1.10")


@pytest.mark.parametrize(
    ("pattern", "meant"), [("agent", True), ("default/agent", True), ("default/*", True), ("logging/*", False)]
)
def test_workloads_are_meant_by_name_or_namespace(pattern: str, meant: bool) -> None:
    found = judged(PLAIN, workload=pattern, blocked=False)
    assert found.passed is meant
    if not meant:
        assert found.message == "no workload matches logging/*"
