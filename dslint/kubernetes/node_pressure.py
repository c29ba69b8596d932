"""Whether the kubelet of a node that is short of disk, process IDs or memory takes another pod.

Kubernetes: pkg/kubelet/eviction/eviction_manager.go (Admit).
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.quality_of_service import BEST_EFFORT, quality_of_service
from dslint.kubernetes.release import Behaviour, Release
from dslint.kubernetes.taints import NO_SCHEDULE, Taint

SYSTEM_CRITICAL = 2_000_000_000
"""The priority from which on pods are critical."""

CRITICAL_PODS_ADMITTED = Behaviour(since="1.11", source="pkg/kubelet/eviction/eviction_manager.go: Admit")
"""Critical pods are admitted whatever the node is short of."""

MEMORY_PRESSURE = "MemoryPressure"
MEMORY_TAINT = Taint("node.kubernetes.io/memory-pressure", "", NO_SCHEDULE)

EVICTED = "Evicted"
"""The reason in the status of a pod that the kubelet refuses."""


def refuses(spec: PodSpec, pressure: Sequence[str], release: Release, *, critical: bool) -> bool:
    """Whether the kubelet refuses the pod under these conditions of its node.

    Memory pressure alone only keeps pods out that are best effort and do not tolerate it.
    """
    if not pressure or (critical and release.has(CRITICAL_PODS_ADMITTED)):
        return False
    if tuple(pressure) != (MEMORY_PRESSURE,):
        return True
    if quality_of_service(spec.raw) != BEST_EFFORT:
        return False
    tolerates = any(toleration.tolerates(MEMORY_TAINT) for toleration in spec.tolerations)
    return not (tolerates and release.enabled("TaintNodesByCondition"))


def message(pressure: Sequence[str]) -> str:
    """The message in the status of a pod that the kubelet refuses."""
    return f"The node had condition: [{' '.join(pressure)}]. "
