"""How the annotations that DS303 names become fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dslint.findings import FieldPath, Fix
from dslint.kubernetes.annotation_fixes import moved, put, removed
from dslint.kubernetes.raw_values import list_of, map_of
from dslint.validation.behaviours import (
    APPARMOR_FIELDS,
    SECCOMP_FIELDS,
    SYSCTLS_FIELD,
    SYSTEM_CLASSES,
    SYSTEM_CLASSES_EVERYWHERE,
)
from dslint.validation.pod.annotations import APPARMOR_VALUES, LOCALHOST, SECCOMP_VALUES
from dslint.validation.pod.pod_under_validation import PodUnderValidation

SYSTEM_NAMESPACE = "kube-system"
HAS_THE_FIELD = "which a field replaces that is set"


def critical_pod_fix(key: str, subject: PodUnderValidation, namespace: str) -> Fix:
    """Node agents are node-critical; other pods with the annotation got the class for the whole cluster."""
    path = subject.metadata_place.path
    if subject.spec.get("priorityClassName") or subject.spec.get("priority") is not None:
        return removed(path, key, HAS_THE_FIELD)
    name = "system-node-critical" if subject.template else "system-cluster-critical"
    since = SYSTEM_CLASSES if namespace == SYSTEM_NAMESPACE else SYSTEM_CLASSES_EVERYWHERE
    edits = [put(subject.place.child("priorityClassName").path, name)]
    return moved(path, key, edits, f"priorityClassName {name}", since)


def sysctls_fix(key: str, subject: PodUnderValidation) -> Fix | None:
    """The annotation is a list as `kernel.shm_rmid_forced=1,net.core.somaxconn=1024`."""
    pairs = [text.strip().partition("=") for text in subject.annotations[key].split(",") if text.strip()]
    if any(not name or not equals for name, equals, _ in pairs):
        return None
    place = subject.place.child("securityContext", "sysctls").path
    known = list_of(subject.security_context, "sysctls")
    names = {item.get("name") for item in known}
    added = [{"name": name, "value": value} for name, _, value in pairs if name not in names]
    edits = _added(place, known, added)
    return moved(subject.metadata_place.path, key, edits, "sysctls", SYSCTLS_FIELD)


def _added(place: FieldPath, known: Sequence[Any], added: list[dict[str, str]]) -> list[Any]:
    """Whole, where there is no list yet; else behind its items."""
    if not known:
        return [put(place, added)] if added else []
    return [put((*place, len(known) + position), item) for position, item in enumerate(added)]


def seccomp_fix(key: str, subject: PodUnderValidation, context: FieldPath, *, works: bool) -> Fix | None:
    """`context` is the path of the security context of the pod or the container, `works`: whether it has an effect."""
    profile = _profile(subject.annotations[key], SECCOMP_VALUES)
    if profile is None or map_of(subject.spec, "os").get("name") == "windows":
        return None
    edits = [put((*context, "seccompProfile"), profile)]
    fix = moved(subject.metadata_place.path, key, edits, "seccompProfile", SECCOMP_FIELDS)
    return fix._replace(safe=works)


def apparmor_fix(key: str, subject: PodUnderValidation, context: FieldPath) -> Fix | None:
    """The annotation still works."""
    profile = _profile(subject.annotations[key], APPARMOR_VALUES)
    if profile is None or map_of(subject.spec, "os").get("name") == "windows":
        return None
    edits = [put((*context, "appArmorProfile"), profile)]
    fix = moved(subject.metadata_place.path, key, edits, "appArmorProfile", APPARMOR_FIELDS)
    return fix._replace(safe=True)


def _profile(text: str, values: Mapping[str, tuple[str, ...]]) -> dict[str, str] | None:
    """The field for an annotation; None if its value is none of those that Kubernetes knows."""
    if text.startswith(LOCALHOST) and text != LOCALHOST:
        return {"type": "Localhost", "localhostProfile": text.removeprefix(LOCALHOST)}
    return next(({"type": kind} for kind, known in values.items() if text in known), None)
