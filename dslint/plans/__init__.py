"""What a plan says: placement of each workload, its rollout, and whether expectations hold."""

from __future__ import annotations

from dslint.plans.placements import (
    REMOVED_IN_TURN,
    Check,
    Decider,
    Explanation,
    Placement,
    Reason,
    SourceLine,
    State,
    Victim,
)
from dslint.plans.report import Difference, InventorySummary, NodePlace, Plan, PlanReport, WhatIf
from dslint.plans.rollouts import Blocked, Bounds, Budget, Duration, Rollout, Step
from dslint.plans.workloads import Expectation, StaticPodPlan, WorkloadPlan

__all__ = [
    "REMOVED_IN_TURN",
    "Blocked",
    "Bounds",
    "Budget",
    "Check",
    "Decider",
    "Difference",
    "Duration",
    "Expectation",
    "Explanation",
    "InventorySummary",
    "NodePlace",
    "Placement",
    "Plan",
    "PlanReport",
    "Reason",
    "Rollout",
    "SourceLine",
    "State",
    "StaticPodPlan",
    "Step",
    "Victim",
    "WhatIf",
    "WorkloadPlan",
]
