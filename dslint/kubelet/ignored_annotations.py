"""Seccomp profiles of a static pod in annotations, which kubelets no longer read: the pod runs without them.

Of other pods, the API server has made fields of these annotations up to 1.26; no server sees a static pod.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import Problem
from dslint.kubelet.behaviours import SECCOMP_ANNOTATIONS_IGNORED
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.validation.pod.annotation_fixes import seccomp_fix
from dslint.validation.pod.annotations import SECCOMP_CONTAINER, SECCOMP_POD
from dslint.validation.pod.pod_under_validation import PodUnderValidation, pod_under_validation

IGNORED_ANNOTATION = "DS322"


def ignored_annotations(pod: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    """The problems of a pod as the kubelet has it."""
    if not release.has(SECCOMP_ANNOTATIONS_IGNORED):
        return
    subject = pod_under_validation(pod, release, None, by_kubelet=True)
    if SECCOMP_POD in subject.annotations and subject.security_context.get("seccompProfile") is None:
        yield _problem(SECCOMP_POD, subject, subject.place)
    for container, place in subject.containers():
        key = f"{SECCOMP_CONTAINER}{container.get('name') or ''}"
        if key in subject.annotations and map_of(container, "securityContext").get("seccompProfile") is None:
            yield _problem(key, subject, place)


def _problem(key: str, subject: PodUnderValidation, holder: Field) -> Problem:
    path = (*subject.metadata_place.path, "annotations", key)
    message = f"the kubelet ignores the annotation {key}: use the field seccompProfile"
    fix = seccomp_fix(key, subject, holder.child("securityContext").path, works=False)
    return Problem(IGNORED_ANNOTATION, message, path, at="key", fix=fix)
