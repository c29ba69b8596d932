"""Warnings of annotations that fields have taken over from."""

from __future__ import annotations

from dslint.findings import Problem
from dslint.kubernetes.field_errors import Problems
from dslint.validation.behaviours import APPARMOR_FIELDS, SECCOMP_ANNOTATIONS_GONE
from dslint.validation.pod.annotations import APPARMOR_CONTAINER, LOCALHOST, SECCOMP_CONTAINER, SECCOMP_POD
from dslint.validation.pod.pod_under_validation import Map, PodUnderValidation, map_of

DEPRECATED_ANNOTATION = "DS303"
DEPRECATED = {
    "scheduler.alpha.kubernetes.io/critical-pod": 'non-functional in v1.16+; use the "priorityClassName" field instead',
    "security.alpha.kubernetes.io/sysctls": 'non-functional in v1.11+; use the "sysctls" field instead',
    "security.alpha.kubernetes.io/unsafe-sysctls": 'non-functional in v1.11+; use the "sysctls" field instead',
}
SECCOMP_GONE = 'non-functional in v1.27+; use the "seccompProfile" field instead'
SECCOMP_GOING = 'deprecated since v1.19, non-functional in v1.27; use the "seccompProfile" field instead'
APPARMOR = 'deprecated since v1.30; use the "appArmorProfile" field instead'


def annotation_warnings(subject: PodUnderValidation) -> Problems:
    for key, message in DEPRECATED.items():
        if key in subject.annotations:
            yield _of(key, message, subject)
    yield from _seccomp_warnings(subject)
    if subject.release.has(APPARMOR_FIELDS):
        yield from _apparmor_warnings(subject)


def _of(key: str, message: str, subject: PodUnderValidation) -> Problem:
    here = subject.metadata_place.child("annotations").key(key)
    return Problem(DEPRECATED_ANNOTATION, message, here.path, here.field, "key")


def _seccomp_warnings(subject: PodUnderValidation) -> Problems:
    message = SECCOMP_GONE if subject.release.has(SECCOMP_ANNOTATIONS_GONE) else SECCOMP_GOING
    if SECCOMP_POD in subject.annotations and subject.security_context.get("seccompProfile") is None:
        yield _of(SECCOMP_POD, message, subject)
    for container, _ in subject.containers():
        key = f"{SECCOMP_CONTAINER}{container.get('name') or ''}"
        if key in subject.annotations and map_of(container, "securityContext").get("seccompProfile") is None:
            yield _of(key, message, subject)


def _apparmor_warnings(subject: PodUnderValidation) -> Problems:
    of_pod = subject.security_context.get("appArmorProfile")
    for container, _ in subject.containers():
        key = f"{APPARMOR_CONTAINER}{container.get('name') or ''}"
        of_container = map_of(container, "securityContext").get("appArmorProfile")
        if key not in subject.annotations or of_container is not None:
            continue
        if subject.template and of_pod is not None:
            continue
        if subject.template or _differs(subject.annotations[key], of_pod):
            yield _of(key, APPARMOR, subject)


def _differs(annotation: str, profile: Map | None) -> bool:
    """A Pod's annotation that says what the pod's field says already is passed over."""
    if map_of(profile or {}).get("type") == "Localhost":
        return annotation != f"{LOCALHOST}{map_of(profile or {}).get('localhostProfile') or ''}"
    types = {"unconfined": "Unconfined", "runtime/default": "RuntimeDefault"}
    return profile is None or types.get(annotation) != profile.get("type")
