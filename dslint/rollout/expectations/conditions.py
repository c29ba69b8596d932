"""The conditions by the name that they have in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from dslint.rollout.expectations import on_change, on_nodes, on_pods
from dslint.rollout.expectations.subject import Subject, Verdict

Condition = Callable[[Subject, Any], Verdict]

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "mustRunOn": on_nodes.must_run_on,
        "mustNotRunOn": on_nodes.must_not_run_on,
        "desired": on_nodes.desired,
        "bound": on_nodes.bound,
        "pending": on_nodes.pending,
        "removed": on_change.removed,
        "removedAtOnce": on_change.removed_at_once,
        "unavailable": on_change.unavailable,
        "rolloutSeconds": on_change.rollout_seconds,
        "blocked": on_change.blocked,
        "preemption": on_pods.preemption,
        "portConflicts": on_pods.port_conflicts,
        "perNodeRequests": on_pods.per_node_requests,
        "priorityAtLeast": on_pods.priority_at_least,
        "mustTolerate": on_pods.must_tolerate,
    }
)
