"""The mirror pod of a static pod: what a kubelet creates in the API server to show what it runs.

Kubernetes: pkg/kubelet/pod/mirror_client.go (CreateMirrorPod), pkg/kubelet/config/common.go (applyDefaults).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission import priority
from dslint.admission.plugin import Lister
from dslint.admission.policies.answers import Answer
from dslint.admission.policies.attributes import CREATE, Attributes, Kind
from dslint.admission.policies.evaluation import AdmissionPolicies, asked
from dslint.admission.policies.request_object import requested
from dslint.kubernetes.release import Release

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


def mirror_answers(
    policies: AdmissionPolicies, static_pod: Mapping[str, Any], node: str, cluster: Lister, release: Release
) -> list[Answer]:
    """What the policies say of the mirror pod of a static pod, as the kubelet of the node runs it.

    Of the plugins that change pods, only priority does something: a mirror pod gets no service account.
    """
    pod = mirror_pod(static_pod, node)
    admitted = priority.admit(pod, cluster, release)
    value = requested(admitted if isinstance(admitted, dict) else pod, release)
    metadata = pod["metadata"]
    user = kubelet_user(node)
    attributes = Attributes(CREATE, Kind.of(pod), value, None, metadata["name"], metadata["namespace"], user)
    return asked(policies, attributes, cluster)
