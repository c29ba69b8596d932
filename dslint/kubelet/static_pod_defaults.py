"""What the kubelet sets in a static pod before it validates it: name, namespace, node, toleration.

Kubernetes: pkg/kubelet/config/common.go (applyDefaults).
"""

from __future__ import annotations

from typing import Any

from dslint.kubelet.behaviours import NODE_NAME_LOWER_CASED, STATIC_POD_TOLERATES_NO_EXECUTE
from dslint.kubernetes.release import Release

DEFAULT_NAMESPACE = "default"
NO_EXECUTE_TOLERATION = {"operator": "Exists", "effect": "NoExecute"}


def static_name(name: str, node: str, release: Release) -> str:
    """The pod's name with the node's name appended."""
    return f"{name}-{node.lower() if release.has(NODE_NAME_LOWER_CASED) else node}"


def as_static_pod(pod: dict[str, Any], node: str, release: Release) -> dict[str, Any]:
    """A new object: the pod (after defaulting) as the kubelet of the node runs it."""
    metadata = pod.get("metadata") or {}
    spec = {**(pod.get("spec") or {}), "nodeName": node}
    if release.has(STATIC_POD_TOLERATES_NO_EXECUTE):
        spec["tolerations"] = _with_no_execute(spec.get("tolerations") or [])
    return {
        **pod,
        "metadata": {
            **metadata,
            "name": static_name(metadata.get("name") or "", node, release),
            "namespace": metadata.get("namespace") or DEFAULT_NAMESPACE,
        },
        "spec": spec,
    }


def _with_no_execute(tolerations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # One that differs only in its tolerationSeconds is replaced in its position (AddOrUpdateTolerationInPod).
    same = [{key: value for key, value in item.items() if key != "tolerationSeconds" and value} for item in tolerations]
    if NO_EXECUTE_TOLERATION not in same:
        return [*tolerations, NO_EXECUTE_TOLERATION]
    position = same.index(NO_EXECUTE_TOLERATION)
    return [*tolerations[:position], NO_EXECUTE_TOLERATION, *tolerations[position + 1 :]]
