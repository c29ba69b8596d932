"""Annotations of pods that Kubernetes read before there were fields for them."""

from __future__ import annotations

from typing import NamedTuple

from dslint.kubernetes.release import Behaviour


class FormerAnnotation(NamedTuple):
    """An annotation, or the beginning of several; the field of the pod's spec for it; and which versions read it."""

    name: str
    field: tuple[str, ...]
    read: Behaviour


_SCHEDULING = "CHANGELOG-1.6.md: affinity, taints and tolerations are fields"
_PODS = "pkg/api/v1/conversion.go: Convert_v1_PodTemplateSpec_To_api_PodTemplateSpec"

FORMER_ANNOTATIONS = (
    FormerAnnotation(
        "scheduler.alpha.kubernetes.io/tolerations", ("tolerations",), Behaviour(until="1.6", source=_SCHEDULING)
    ),
    FormerAnnotation(
        "scheduler.alpha.kubernetes.io/affinity", ("affinity",), Behaviour(until="1.6", source=_SCHEDULING)
    ),
    FormerAnnotation(
        "scheduler.alpha.kubernetes.io/name", ("schedulerName",), Behaviour(until="1.6", source=_SCHEDULING)
    ),
    FormerAnnotation(
        "pod.alpha.kubernetes.io/init-containers", ("initContainers",), Behaviour(until="1.8", source=_PODS)
    ),
    FormerAnnotation(
        "pod.beta.kubernetes.io/init-containers", ("initContainers",), Behaviour(until="1.8", source=_PODS)
    ),
    FormerAnnotation(
        "pod.beta.kubernetes.io/hostname", ("hostname",), Behaviour(until="1.7", source="pkg/api/v1/pod/util.go")
    ),
    FormerAnnotation(
        "pod.beta.kubernetes.io/subdomain", ("subdomain",), Behaviour(until="1.7", source="pkg/api/v1/pod/util.go")
    ),
    FormerAnnotation(
        "security.alpha.kubernetes.io/sysctls",
        ("securityContext", "sysctls"),
        Behaviour(until="1.11", source="pkg/apis/core/helper/helpers.go: SysctlsFromPodAnnotations"),
    ),
    FormerAnnotation(
        "security.alpha.kubernetes.io/unsafe-sysctls",
        ("securityContext", "sysctls"),
        Behaviour(until="1.11", source="pkg/apis/core/helper/helpers.go: SysctlsFromPodAnnotations"),
    ),
    FormerAnnotation(
        "scheduler.alpha.kubernetes.io/critical-pod",
        ("priorityClassName",),
        Behaviour(until="1.16", source="pkg/kubelet/types/pod_update.go: IsCriticalPod"),
    ),
    FormerAnnotation(
        "seccomp.security.alpha.kubernetes.io/pod",
        ("securityContext", "seccompProfile"),
        Behaviour(until="1.27", source="pkg/registry/core/pod/strategy.go: applySeccompVersionSkew (KEP-135)"),
    ),
    FormerAnnotation(
        "container.seccomp.security.alpha.kubernetes.io/",
        (),
        Behaviour(until="1.27", source="pkg/registry/core/pod/strategy.go: applySeccompVersionSkew (KEP-135)"),
    ),
)


def former_annotation(key: str) -> FormerAnnotation | None:
    """What is known of an annotation, if it is one of those."""
    return next(
        (one for one in FORMER_ANNOTATIONS if key == one.name or (one.name[-1] == "/" and key.startswith(one.name))),
        None,
    )
