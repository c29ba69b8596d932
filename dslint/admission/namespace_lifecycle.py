"""NamespaceLifecycle: nothing is created in a namespace that does not exist.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go.
"""

from __future__ import annotations

from dslint.admission.plugin import Lister, failed
from dslint.plans import Reason

CODE = "NamespaceLifecycle"
BUILT_IN = frozenset({"default", "kube-system", "kube-public", "kube-node-lease"})
"""The API server creates these itself."""


def rejection(namespace: str, cluster: Lister) -> Reason | None:
    """Why an object is not created. A namespace of which nothing is known is taken to exist."""
    name = namespace or "default"
    declared = any(item["metadata"].get("name") == name for item in cluster.of_kind("Namespace"))
    if declared or cluster.unknown("Namespace", name):
        return None
    if name in BUILT_IN and ("Namespace", "", name) not in cluster.refused:
        return None
    return failed(CODE, f'namespaces "{name}" not found')
