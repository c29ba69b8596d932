"""What admission changes in a pod that is created, or why it rejects it.

Kubernetes: pkg/kubeapiserver/options/plugins.go (the order of the plugins). Plugins that depend on a running
cluster (webhooks, ServiceAccount tokens) cannot be known from files or do not decide where a pod runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.admission import default_toleration_seconds, priority
from dslint.admission.plugin import Admitted, Lister
from dslint.kubernetes.release import Release
from dslint.plans import Reason

ENFORCE_LABEL = "pod-security.kubernetes.io/enforce"

Plugin = Callable[[dict[str, Any], Lister, Release], Admitted]


def admit_pod(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """Admits a v1 Pod after defaulting, as its creator sends it; `metadata.namespace` is set.

    Returns the pod that is stored (the given one is never changed), or the first rejection. ResourceQuota depends on
    the pods created before; see dslint.admission.resource_quota.
    """
    for plugin in _plugins(pod, cluster):
        answer = plugin(pod, cluster, release)
        if isinstance(answer, Reason):
            return answer
        pod = answer
    return pod


def _plugins(pod: Mapping[str, Any], cluster: Lister) -> Iterator[Plugin]:
    """Those that have something to do, in the order of the API server: first those that change the pod."""
    spec, limits = pod["spec"], cluster.of_kind("LimitRange")
    namespaces = _namespaces(pod["metadata"].get("namespace") or "default", cluster)
    if limits:
        from dslint.admission import limit_range

        yield limit_range.admit
    if any(metadata.get("annotations") for metadata in namespaces):
        from dslint.admission import pod_node_selector

        yield pod_node_selector.admit
    yield priority.admit
    yield default_toleration_seconds.admit
    if spec.get("runtimeClassName") or spec.get("overhead"):
        from dslint.admission import runtime_class

        yield runtime_class.admit
    affinity = spec.get("affinity") or {}
    if affinity.get("podAffinity") or affinity.get("podAntiAffinity") or spec.get("topologySpreadConstraints"):
        from dslint.admission import label_keys

        yield label_keys.validate
    if limits:
        yield limit_range.validate
    if any(ENFORCE_LABEL in (metadata.get("labels") or {}) for metadata in namespaces):
        from dslint.admission.pod_security import admission as pod_security

        yield pod_security.validate


def _namespaces(name: str, cluster: Lister) -> list[dict[str, Any]]:
    """The metadata of the namespace; empty for one that the inventory does not have."""
    return [item["metadata"] for item in cluster.of_kind("Namespace") if item["metadata"].get("name") == name]
