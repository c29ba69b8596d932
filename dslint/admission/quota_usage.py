"""What one pod counts for in a ResourceQuota, under the names that quotas have for it.

Kubernetes: pkg/quota/v1/evaluator/core/pods.go (podComputeUsageHelper).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission.resource_amounts import Amount, Amounts, added, amounts, pod_amounts
from dslint.kubernetes.release import Release

# A quota's name: part of a container's resources, and the resource there.
COMPUTE = {
    "cpu": ("requests", "cpu"),
    "memory": ("requests", "memory"),
    "requests.cpu": ("requests", "cpu"),
    "requests.memory": ("requests", "memory"),
    "limits.cpu": ("limits", "cpu"),
    "limits.memory": ("limits", "memory"),
}
_SHORT_NAMES = ("cpu", "memory", "ephemeral-storage")
_LIMITED = frozenset({"cpu", "memory", "ephemeral-storage"})


def pod_usage(spec: Mapping[str, Any], release: Release) -> Amounts:
    overhead = amounts(spec.get("overhead") if release.enabled("PodOverhead") else None)
    requests = added(pod_amounts(spec, "requests", release), overhead)
    limits = pod_amounts(spec, "limits", release)
    limits = {name: amount.plus(overhead[name]) if name in overhead else amount for name, amount in limits.items()}
    usage = {"pods": Amount.of(1), "count/pods": Amount.of(1)}
    for name, amount in requests.items():
        usage[f"requests.{name}"] = amount
        if name in _SHORT_NAMES or name.startswith("hugepages-"):
            usage[name] = amount
    return usage | {f"limits.{name}": amount for name, amount in limits.items() if name in _LIMITED}
