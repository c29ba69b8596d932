"""The order in which the scheduler takes the pods of workloads that are created at once."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.planning.pod_admission import plain_pod, pod_of
from dslint.planning.workload import Workload
from dslint.plans import Reason


def in_queue_order(workloads: Iterable[Workload], cluster: Cluster, release: Release) -> list[Workload]:
    """The workloads in the order in which the scheduler takes pods that are created at once: higher priority first.

    Workloads that are rejected or refused count as priority 0.
    Kubernetes: pkg/scheduler/framework/plugins/queuesort/priority_sort.go (Less).
    """
    return sorted(workloads, key=lambda workload: -_priority(workload, cluster, release))


def _priority(workload: Workload, cluster: Cluster, release: Release) -> int:
    if workload.rejected:
        return 0
    if workload.ref.kind == "DaemonSet":
        pod = pod_of(DaemonSet.of(workload.value, release), cluster, release)
    else:
        pod = plain_pod(workload.value, cluster, release)
    return 0 if isinstance(pod, Reason) else pod.spec.priority
