"""What admission changes in a pod that is created, or why it rejects it.

Kubernetes: pkg/kubeapiserver/options/plugins.go (the order of the plugins). Plugins that depend on a running
cluster (webhooks, ServiceAccount tokens) cannot be known from files or do not decide where a pod runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dslint.admission import default_toleration_seconds, limit_range, pod_node_selector, priority, runtime_class
from dslint.admission.plugin import Admitted, Lister
from dslint.admission.pod_security import admission as pod_security
from dslint.kubernetes.release import Release
from dslint.plans import Reason

# In the order of the API server: first those that change the pod, then those that only validate it.
PLUGINS: tuple[Callable[[dict[str, Any], Lister, Release], Admitted], ...] = (
    limit_range.admit,
    pod_node_selector.admit,
    priority.admit,
    default_toleration_seconds.admit,
    runtime_class.admit,
    limit_range.validate,
    pod_security.validate,
)


def admit_pod(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """Admits a v1 Pod after defaulting, as its creator sends it; `metadata.namespace` is set.

    Returns the pod that is stored (the given one is never changed), or the first rejection. ResourceQuota depends on
    the pods created before; see dslint.admission.resource_quota.
    """
    for plugin in PLUGINS:
        answer = plugin(pod, cluster, release)
        if isinstance(answer, Reason):
            return answer
        pod = answer
    return pod
