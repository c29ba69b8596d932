"""Warnings about annotations that fields have replaced."""

from __future__ import annotations

from dslint.findings import Fix, Problem
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.behaviours import APPARMOR_FIELDS, SECCOMP_ANNOTATIONS_GONE
from dslint.validation.pod.annotations import APPARMOR_CONTAINER, LOCALHOST, SECCOMP_CONTAINER, SECCOMP_POD
from dslint.validation.pod.pod_under_validation import PodUnderValidation

DEPRECATED_ANNOTATION = "DS303"
CRITICAL_POD = "scheduler.alpha.kubernetes.io/critical-pod"
DEPRECATED = {
    CRITICAL_POD: 'non-functional in v1.16+; use the "priorityClassName" field instead',
    "security.alpha.kubernetes.io/sysctls": 'non-functional in v1.11+; use the "sysctls" field instead',
    "security.alpha.kubernetes.io/unsafe-sysctls": 'non-functional in v1.11+; use the "sysctls" field instead',
}
SECCOMP_GONE = 'non-functional in v1.27+; use the "seccompProfile" field instead'
SECCOMP_GOING = 'deprecated since v1.19, non-functional in v1.27; use the "seccompProfile" field instead'
APPARMOR = 'deprecated since v1.30; use the "appArmorProfile" field instead'


def annotation_warnings(subject: PodUnderValidation, namespace: str = "") -> Problems:
    """`namespace` is the object's own."""
    for key, message in DEPRECATED.items():
        if key in subject.annotations:
            yield _of(key, message, subject, _fix(key, subject, namespace))
    yield from _seccomp_warnings(subject)
    if subject.release.has(APPARMOR_FIELDS):
        yield from _apparmor_warnings(subject)


def _of(key: str, message: str, subject: PodUnderValidation, fix: Fix | None) -> Problem:
    here = subject.metadata_place.child("annotations").key(key)
    return Problem(DEPRECATED_ANNOTATION, message, here.path, here.field, "key", fix=fix)


def _fix(key: str, subject: PodUnderValidation, namespace: str) -> Fix | None:
    from dslint.validation.pod.annotation_fixes import critical_pod_fix, sysctls_fix

    return critical_pod_fix(key, subject, namespace) if key == CRITICAL_POD else sysctls_fix(key, subject)


def _seccomp_warnings(subject: PodUnderValidation) -> Problems:
    if SECCOMP_POD in subject.annotations and subject.security_context.get("seccompProfile") is None:
        yield _seccomp(SECCOMP_POD, subject, subject.place)
    for container, here in subject.containers():
        key = f"{SECCOMP_CONTAINER}{container.get('name') or ''}"
        if key in subject.annotations and map_of(container, "securityContext").get("seccompProfile") is None:
            yield _seccomp(key, subject, here)


def _seccomp(key: str, subject: PodUnderValidation, holder: Field) -> Problem:
    from dslint.validation.pod.annotation_fixes import seccomp_fix

    gone = subject.release.has(SECCOMP_ANNOTATIONS_GONE)
    fix = seccomp_fix(key, subject, holder.child("securityContext").path, works=not gone)
    return _of(key, SECCOMP_GONE if gone else SECCOMP_GOING, subject, fix)


def _apparmor_warnings(subject: PodUnderValidation) -> Problems:
    from dslint.validation.pod.annotation_fixes import apparmor_fix

    of_pod = subject.security_context.get("appArmorProfile")
    for container, here in subject.containers():
        key = f"{APPARMOR_CONTAINER}{container.get('name') or ''}"
        of_container = map_of(container, "securityContext").get("appArmorProfile")
        if key not in subject.annotations or of_container is not None:
            continue
        if subject.template and of_pod is not None:
            continue
        if subject.template or _differs(subject.annotations[key], of_pod):
            yield _of(key, APPARMOR, subject, apparmor_fix(key, subject, here.child("securityContext").path))


def _differs(annotation: str, profile: Map | None) -> bool:
    """Whether a Pod's annotation differs from the pod's field; equal ones cause no warning."""
    if map_of(profile or {}).get("type") == "Localhost":
        return annotation != f"{LOCALHOST}{map_of(profile or {}).get('localhostProfile') or ''}"
    types = {"unconfined": "Unconfined", "runtime/default": "RuntimeDefault"}
    return profile is None or types.get(annotation) != profile.get("type")
