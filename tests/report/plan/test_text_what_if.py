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


def test_operations_come_first_and_the_sums_of_both_plans_last() -> None:
    reason = Reason("NodeUnschedulable", Decider.SCHEDULER, "node is cordoned")
    assert shown(Difference(AGENT, State.BOUND, State.PENDING, ("n1",), (reason,))) == [
        "What if: cordon n1; remove n2",
        "  ~ DaemonSet logging/agent: 1 node, runs -> pending: n1",
        "    node is cordoned",
        "    before: 1 workload: 1 runs",
        "    after: 1 workload: 0 run, 1 pending",
        "",
    ]


def test_without_a_difference_nothing_changes() -> None:
    assert shown()[1] == "  nothing changes, neither the nodes that run it nor the rollout"
