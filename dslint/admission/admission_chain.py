"""What admission changes in a pod that is created, or why it rejects it.

Kubernetes: pkg/kubeapiserver/options/plugins.go (the order of the plugins), and create.go of the API server's handlers:
plugins that change the pod, then its validation, then plugins that only reject. Webhooks cannot be known from files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dslint.admission import priority, service_account
from dslint.admission.plugin import Admitted, Lister
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE
from dslint.plans import Reason

CONDITION_TAINTS = ("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")
ENFORCE_LABEL = "pod-security.kubernetes.io/enforce"

Plugin = Callable[[dict[str, Any], Lister, Release], Admitted]
Validation = Callable[[dict[str, Any]], "Reason | None"]
"""Why the pod that the plugins have made is invalid."""


def admit_pod(
    pod: dict[str, Any], cluster: Lister, release: Release, validation: Validation = lambda _pod: None
) -> Admitted:
    """Admits a v1 Pod after defaulting, as its creator sends it; `metadata.namespace` is set.

    Returns the pod that is stored (the given one is never changed), or the first rejection. ResourceQuota depends on
    the pods created before; see dslint.admission.resource_quota.
    """
    admitted = _through(_changing(pod, cluster), pod, cluster, release)
    if isinstance(admitted, Reason):
        return admitted
    return validation(admitted) or _through(_final(pod, cluster), admitted, cluster, release)


def _through(plugins: Iterable[Plugin], pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    for plugin in plugins:
        answer = plugin(pod, cluster, release)
        if isinstance(answer, Reason):
            return answer
        pod = answer
    return pod


def _changing(pod: Mapping[str, Any], cluster: Lister) -> Iterator[Plugin]:
    """The plugins that change pods and have something to do, in the order of the API server."""
    spec = pod["spec"]
    if cluster.of_kind("LimitRange"):
        from dslint.admission import limit_range

        yield limit_range.admit
    yield service_account.admit
    if any(metadata.get("annotations") for metadata in _namespaces(pod, cluster)):
        from dslint.admission import pod_node_selector

        yield pod_node_selector.admit
    yield priority.admit
    if not all(any(_tolerates(item, key) for item in spec.get("tolerations") or ()) for key in CONDITION_TAINTS):
        from dslint.admission import default_toleration_seconds

        yield default_toleration_seconds.admit
    if spec.get("runtimeClassName") or spec.get("overhead"):
        from dslint.admission import runtime_class

        yield runtime_class.admit


def _tolerates(toleration: Mapping[str, Any], key: str) -> bool:
    return toleration.get("key") == key and toleration.get("effect") == NO_EXECUTE


def _final(pod: Mapping[str, Any], cluster: Lister) -> Iterator[Plugin]:
    """The plugins that only reject pods, and have something to do; they see the token of the service account."""
    yield service_account.mount_token
    if cluster.of_kind("LimitRange"):
        from dslint.admission import limit_range

        yield limit_range.validate
    if any(ENFORCE_LABEL in (metadata.get("labels") or {}) for metadata in _namespaces(pod, cluster)):
        from dslint.admission.pod_security import admission as pod_security

        yield pod_security.validate


def _namespaces(pod: Mapping[str, Any], cluster: Lister) -> list[dict[str, Any]]:
    """The metadata of the pod's namespace; empty for one that the inventory does not have."""
    name = pod["metadata"].get("namespace") or "default"
    return [item["metadata"] for item in cluster.of_kind("Namespace") if item["metadata"].get("name") == name]
