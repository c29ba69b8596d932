"""What a what-if changes, in lines."""

from __future__ import annotations

from dslint.findings import ObjectRef
from dslint.plans import Decider, Difference, InventorySummary, Placement, Plan, Reason, State, WhatIf, WorkloadPlan
from dslint.report.plan import text_what_if
from dslint.report.terminal import Terminal

AGENT = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")


def plan(state: State) -> Plan:
    workload = WorkloadPlan(AGENT, placement=(Placement(state, ("n1",)),))
    return Plan("1.36", InventorySummary("lab", 1, 0), (workload,))


def shown(*differences: Difference) -> list[str]:
    what_if = WhatIf(("cordon n1", "remove n2"), plan(State.PENDING), differences)
    return list(text_what_if.lines(what_if, plan(State.BOUND), Terminal()))


def test_the_outcomes_of_both_plans_come_before_the_differences() -> None:
    reason = Reason("NodeUnschedulable", Decider.SCHEDULER, "node is cordoned")
    assert shown(Difference(AGENT, State.BOUND, State.PENDING, ("n1",), (reason,))) == [
        "What if: cordon n1; remove n2",
        "    before: running 1",
        "    after: running 0, pending 1",
        "  ~ DaemonSet logging/agent: 1 node, runs -> pending: n1",
        "    node is cordoned",
        "",
    ]


def test_without_a_difference_nothing_changes() -> None:
    assert shown()[3] == "  nothing changes, neither the nodes that run it nor the rollout"
