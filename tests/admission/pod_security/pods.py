"""Pods as the checks of the Pod Security Standards see them."""

from __future__ import annotations

from typing import Any

from dslint.admission.pod_security.violations import PodSecurityPod, Violation


def pod(spec: dict[str, Any], **annotations: str) -> PodSecurityPod:
    return PodSecurityPod.of({"annotations": annotations}, spec, (1, 32))


def secured(*securities: dict[str, Any], **spec: Any) -> PodSecurityPod:
    """A pod with a container `a`, `b`, … for each security context."""
    containers = [{"name": "abc"[n], "securityContext": one} for n, one in enumerate(securities)]
    return pod({**spec, "containers": containers})


def detail(violation: Violation | None) -> str | None:
    return violation and violation.detail
