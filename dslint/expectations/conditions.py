"""The conditions by their names in an expectations file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from dslint.expectations import change_conditions, node_conditions, overhead_conditions, pod_conditions
from dslint.expectations.expectation_subject import ExpectationSubject, Verdict

Condition = Callable[[ExpectationSubject, Any], Verdict]

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "mustRunOn": node_conditions.must_run_on,
        "mustNotRunOn": node_conditions.must_not_run_on,
        "desired": node_conditions.desired,
        "bound": node_conditions.bound,
        "pending": node_conditions.pending,
        "removed": change_conditions.removed,
        "removedAtOnce": change_conditions.removed_at_once,
        "unavailable": change_conditions.unavailable,
        "rolloutSeconds": change_conditions.rollout_seconds,
        "blocked": change_conditions.blocked,
        "preemption": pod_conditions.preemption,
        "portConflicts": pod_conditions.port_conflicts,
        "perNodeRequests": pod_conditions.per_node_requests,
        "overhead": overhead_conditions.overhead,
        "priorityAtLeast": pod_conditions.priority_at_least,
        "mustTolerate": pod_conditions.must_tolerate,
    }
)

OF_PLAN = frozenset({"overhead"})
"""Conditions whose answer is the same for all workloads of a plan."""
