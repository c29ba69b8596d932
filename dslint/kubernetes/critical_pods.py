"""Pods that were critical by an annotation, where a feature gate said that it counts: up to 1.15, in kube-system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.kubernetes.release import Release

GATE = "ExperimentalCriticalPodAnnotation"
ANNOTATION = "scheduler.alpha.kubernetes.io/critical-pod"
NAMESPACE = "kube-system"


def is_critical_by_annotation(namespace: str, annotations: Mapping[str, Any], release: Release) -> bool:
    """Kubernetes: pkg/kubelet/types/pod_update.go (IsCritical)."""
    return release.enabled(GATE) and namespace == NAMESPACE and annotations.get(ANNOTATION) == ""
