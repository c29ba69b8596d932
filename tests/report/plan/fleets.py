"""A fleet whose clusters are alike, differ, are in danger, and cannot be planned."""

from __future__ import annotations

from dslint.findings import ObjectRef
from dslint.plans import (
    Bounds,
    ClusterFailure,
    Duration,
    InventorySummary,
    Level,
    NodePlace,
    Placement,
    Plan,
    PlanReport,
    Rollout,
    State,
    Unavailable,
    Verdict,
    WorkloadPlan,
)

REF = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
SAFE = Verdict(Level.SAFE, "nothing is lost")
LOSES = Verdict(Level.AT_RISK, "1 of 3 nodes loses logging/agent")


def plan(cluster: str, nodes: int = 3, *, lost: int = 0, version: str = "1.36", verdict: Verdict | None = SAFE) -> Plan:
    """A plan whose node names begin with the cluster's, so that no two clusters have equal plans."""
    names = tuple(f"{cluster}-{number}" for number in range(nodes))
    groups = [Placement(State.BOUND, names[lost:])]
    groups += [Placement(State.REMOVED, names[:lost])] if lost else []
    rollout = Rollout(
        strategy="RollingUpdate",
        changed=True,
        budget=None,
        replaced=nodes - lost,
        removed=lost,
        added=0,
        removed_at_once=0,
        blocked=None,
        updated=Bounds(nodes - lost, nodes - lost),
        unavailable=Unavailable(0, 1, 0),
        duration=Duration(30, 300, 900),
    )
    workload = WorkloadPlan(REF, desired=nodes, bound=nodes - lost, placement=tuple(groups), rollout=rollout)
    inventory = InventorySummary(cluster, nodes, 0, places=(NodePlace("", "", names),))
    return Plan(version, inventory, (workload,), cluster=cluster, verdict=verdict)


GONE = ClusterFailure("gone", "gone.yaml: no such file or folder", "gone.yaml")
FLEET = PlanReport(
    (plan("east"), plan("prod", lost=1, verdict=LOSES), plan("west"), plan("north", 5), plan("south")), (GONE,)
)
