"""PodNodeSelector: a namespace's node selector is added to the pods in it.

Kubernetes: plugin/pkg/admission/podnodeselector/admission.go. The plugin is off by default; in a cluster with
such an annotation it is taken to be on.
"""

from __future__ import annotations

from typing import Any

from dslint.admission.plugin import Admitted, Lister, forbidden
from dslint.kubernetes.release import Release

CODE = "PodNodeSelector"
ANNOTATION = "scheduler.alpha.kubernetes.io/node-selector"
CONFLICT = "pod node label selector conflicts with its namespace node label selector"


def admit(pod: dict[str, Any], cluster: Lister, _release: Release) -> Admitted:
    """The pod with its namespace's selector; rejected if it selects another value of a label."""
    wanted = namespace_selector(pod["metadata"].get("namespace") or "default", cluster)
    if not wanted:
        return pod
    own = pod["spec"].get("nodeSelector") or {}
    if any(own.get(key, value) != value for key, value in wanted.items()):
        return forbidden(CODE, pod, CONFLICT, ("spec", "nodeSelector"))
    return {**pod, "spec": {**pod["spec"], "nodeSelector": {**own, **wanted}}}


def namespace_selector(namespace: str, cluster: Lister) -> dict[str, str]:
    """The labels of the namespace's annotation (`a=b,c=d`); empty if there is none."""
    for item in cluster.of_kind("Namespace"):
        if item["metadata"].get("name") == namespace:
            text = (item["metadata"].get("annotations") or {}).get(ANNOTATION) or ""
            pairs = (pair.partition("=") for pair in text.split(",") if pair.strip())
            return {key.strip(): value.strip() for key, _, value in pairs}
    return {}
