"""What the API server makes of a pod that is created, or why it does not take it.

Kubernetes: pkg/kubeapiserver/options/plugins.go (the order of the plugins). Plugins that only a cluster can answer
(webhooks, ServiceAccount tokens) have no part in where a pod runs or cannot be known from files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dslint.admission import default_toleration_seconds, limit_range, pod_node_selector, priority, runtime_class
from dslint.admission.lister import Lister
from dslint.admission.pod_security import admission as pod_security
from dslint.admission.refusal import Admitted, Refusal
from dslint.kubernetes.release import Release

# In the order of the API server: first those that change the pod, then those that only judge it.
PLUGINS: tuple[Callable[[dict[str, Any], Lister, Release], Admitted], ...] = (
    limit_range.admit,
    pod_node_selector.admit,
    priority.admit,
    default_toleration_seconds.admit,
    runtime_class.admit,
    limit_range.judge,
    pod_security.judge,
)


def admit_pod(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """A v1 Pod after defaulting, as its creator sends it; `metadata.namespace` is set.

    Returns the pod that is stored (never the same object changed), or the first refusal. ResourceQuota, whose answer
    hangs on the pods created before, is asked separately.
    """
    for plugin in PLUGINS:
        answer = plugin(pod, cluster, release)
        if isinstance(answer, Refusal):
            return answer
        pod = answer
    return pod
