"""Notes on a workload in a plan: what its namespace does to its pods, and which of them the plan leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.planning.workload import Workload

MOST_NAMED = 3
GKE_QUOTA = "gcp-critical-pods"
"""GKE creates it in kube-system, and limits critical priority classes to namespaces with such a quota."""


def of_namespace(workload: Workload, cluster: Cluster, release: Release) -> Iterator[str]:
    """The node selector and the requests that the namespace adds to its pods, and the quota that it lacks for them."""
    if cluster.of_kind("LimitRange") and not workload.rejected:
        yield from _default_requests(workload, cluster)
    yield from _added(workload, cluster, release)
    quotas = cluster.of_kind("ResourceQuota")
    wanted = _priority_class(workload)
    gke = [quota for quota in quotas if quota["metadata"].get("name") == GKE_QUOTA and _allows(quota, wanted)]
    namespace = workload.ref.namespace or "default"
    if gke and not any(quota["metadata"].get("namespace") == namespace and _allows(quota, wanted) for quota in quotas):
        where = gke[0]["metadata"].get("namespace") or "default"
        yield (
            f"GKE admits pods of priority class {wanted} only in a namespace with a ResourceQuota for that class: "
            f"{namespace} shows none ({where} has {GKE_QUOTA})"
        )


def _priority_class(workload: Workload) -> str:
    spec = workload.value.get("spec") or {}
    if workload.ref.kind == "DaemonSet":
        spec = (spec.get("template") or {}).get("spec") or {}
    return str(spec.get("priorityClassName") or "")


def _allows(quota: Mapping[str, Any], priority_class: str) -> bool:
    """Whether its scope names this priority class; an empty one is none."""
    scopes = ((quota.get("spec") or {}).get("scopeSelector") or {}).get("matchExpressions") or ()
    return any(
        scope.get("scopeName") == "PriorityClass"
        and bool(priority_class)
        and priority_class in (scope.get("values") or ())
        for scope in scopes
    )


def _added(workload: Workload, cluster: Cluster, release: Release) -> Iterator[str]:
    from dslint.admission.pod_node_selector import SelectorError, namespace_selector

    try:
        wanted = namespace_selector(workload.ref.namespace or "default", cluster, release)
    except SelectorError:
        return
    if wanted:
        labels = ", ".join(f"{key}={value}" for key, value in wanted.items())
        yield f"the namespace adds {labels} to the node selector of its pods (PodNodeSelector)"


def _default_requests(workload: Workload, cluster: Cluster) -> Iterator[str]:
    """The requests that LimitRanges set, by LimitRange and container."""
    from dslint.admission.limit_range import CONTAINERS, filled_by

    namespace = workload.ref.namespace or "default"
    template = workload.value["spec"]["template"] if workload.ref.kind == "DaemonSet" else workload.value
    before = {"metadata": {"namespace": namespace}, "spec": template["spec"]}
    for name, after in filled_by(before, cluster):
        for field in CONTAINERS:
            pairs = zip(before["spec"].get(field) or (), after["spec"].get(field) or (), strict=True)
            for old, new in pairs:
                known = _requests(old)
                set_ = [f"{key} {amount}" for key, amount in _requests(new).items() if key not in known]
                if set_:
                    yield f"LimitRange {namespace}/{name} sets requests of container {new['name']}: {', '.join(set_)}"
        before = after


def _requests(container: Mapping[str, Any]) -> Mapping[str, Any]:
    return (container.get("resources") or {}).get("requests") or {}


def left_out(workload: Workload, elsewhere: Sequence[Pod], release: Release) -> Iterator[str]:
    """The pods that are on nodes which the inventory does not have, out of all such pods."""
    if workload.ref.kind != "DaemonSet" or workload.rejected:
        return
    daemonset = DaemonSet.of(workload.value, release)
    nodes = sorted({pod.node for pod in elsewhere if daemonset.owns(pod)})
    if nodes:
        named = ", ".join(nodes[:MOST_NAMED]) + (f" and {len(nodes) - MOST_NAMED} more" * (len(nodes) > MOST_NAMED))
        yield f"its pods on {named} are left out: the inventory has no such node"
