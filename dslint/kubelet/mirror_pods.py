"""The mirror pod of a static pod: what a kubelet creates in the API server to show what it runs.

Kubernetes: pkg/kubelet/pod/mirror_client.go (CreateMirrorPod), pkg/kubelet/config/common.go (applyDefaults).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

UID = "00000000-0000-0000-0000-000000000000"
_HASH = "0" * 32
_SEEN = "2020-01-01T00:00:00.000000000Z"


def mirror_pod(static_pod: Mapping[str, Any], node: str) -> dict[str, Any]:
    """The mirror pod of a static pod as the kubelet of the node runs it. Hash, time and uid only that kubelet knows."""
    metadata = static_pod["metadata"]
    annotations = {
        **(metadata.get("annotations") or {}),
        "kubernetes.io/config.hash": _HASH,
        "kubernetes.io/config.mirror": _HASH,
        "kubernetes.io/config.seen": _SEEN,
        "kubernetes.io/config.source": "file",
    }
    owner = {"apiVersion": "v1", "kind": "Node", "name": node, "uid": UID, "controller": True}
    return {**static_pod, "metadata": {**metadata, "annotations": annotations, "ownerReferences": [owner]}}


def kubelet_user(node: str) -> dict[str, Any]:
    """The user as which the kubelet of a node asks."""
    return {"name": f"system:node:{node}", "groups": ["system:nodes", "system:authenticated"]}
