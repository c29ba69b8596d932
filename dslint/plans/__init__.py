"""Plans: the placement of each workload, its rollout, and whether expectations are met."""

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
from dslint.plans.rollouts import (
    BadEverywhere,
    Blocked,
    Bounds,
    Budget,
    DownShare,
    Duration,
    Meanwhile,
    NodesByChange,
    Rollout,
    RolloutEnd,
    RolloutTime,
    Step,
    TemplateDifference,
    Unavailable,
)
from dslint.plans.workloads import Expectation, StaticPodPlan, WorkloadPlan

__all__ = [
    "REMOVED_IN_TURN",
    "BadEverywhere",
    "Blocked",
    "Bounds",
    "Budget",
    "Check",
    "Decider",
    "Difference",
    "DownShare",
    "Duration",
    "Expectation",
    "Explanation",
    "InventorySummary",
    "Meanwhile",
    "NodePlace",
    "NodesByChange",
    "Placement",
    "Plan",
    "PlanReport",
    "Reason",
    "Rollout",
    "RolloutEnd",
    "RolloutTime",
    "SourceLine",
    "State",
    "StaticPodPlan",
    "Step",
    "TemplateDifference",
    "Unavailable",
    "Victim",
    "WhatIf",
    "WorkloadPlan",
]
