"""DefaultTolerationSeconds: pods are evicted from a node that is not ready after five minutes by default.

Kubernetes: plugin/pkg/admission/defaulttolerationseconds/admission.go.
"""

from __future__ import annotations

from typing import Any

from dslint.admission import pod_behaviours as behaviours
from dslint.admission.plugin import Lister
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE

SECONDS = 300
KEYS = ("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")
ALPHA_KEYS = ("node.alpha.kubernetes.io/notReady", "node.alpha.kubernetes.io/unreachable")


def admit(pod: dict[str, Any], _cluster: Lister, release: Release) -> dict[str, Any]:
    """The pod with a toleration for each of the two taints that it does not tolerate yet."""
    if not release.has(behaviours.ADDS_DEFAULT_TOLERATIONS):
        return pod
    present = pod["spec"].get("tolerations") or []
    keys = KEYS if release.has(behaviours.NOT_READY_KEYS) else ALPHA_KEYS
    added = [_toleration(key) for key in keys if not any(_mentions(item, key) for item in present)]
    return {**pod, "spec": {**pod["spec"], "tolerations": [*present, *added]}} if added else pod


def _mentions(toleration: dict[str, Any], key: str) -> bool:
    return (toleration.get("key") or key) == key and (toleration.get("effect") or NO_EXECUTE) == NO_EXECUTE


def _toleration(key: str) -> dict[str, Any]:
    return {"key": key, "operator": "Exists", "effect": NO_EXECUTE, "tolerationSeconds": SECONDS}
