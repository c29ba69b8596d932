"""The checks of the restricted level."""

from __future__ import annotations

from dslint.admission.pod_security.container_security import PROFILES, adding_beyond
from dslint.admission.pod_security.violations import (
    Check,
    PodSecurityPod,
    Setters,
    Violation,
    below,
    containers_where,
    named,
    plural,
    quoted,
    security_of,
    setters,
    unique,
)
from dslint.findings import FieldPath
from dslint.kubernetes.release import Behaviour

ALL = "ALL"
ADDABLE = frozenset({"NET_BIND_SERVICE"})
ALLOWED_VOLUMES = frozenset(
    {
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "persistentVolumeClaim",
        "projected",
        "secret",
    }
)
IMAGE_VOLUMES = Behaviour(
    since="1.33",
    source="staging/src/k8s.io/pod-security-admission/policy/check_restrictedVolumes.go: restrictedVolumes_1_0",
)
"""Volumes of images are allowed too, by the server's own version: the check has one form for all policy versions."""

ROOT = 0


def unless_on_windows(check: Check) -> Check:
    """From 1.25 on, checks of Linux features do not apply to pods with os.name windows."""

    def check_others(pod: PodSecurityPod) -> Violation | None:
        return None if pod.on_windows else check(pod)

    return check_others


def unless_in_user_namespace(check: Check) -> Check:
    """From 1.35 on, root in the pod's own user namespace is allowed."""

    def check_others(pod: PodSecurityPod) -> Violation | None:
        return None if pod.has_user_namespace else check(pod)

    return check_others


def allow_privilege_escalation(pod: PodSecurityPod) -> Violation | None:
    found = containers_where(pod, lambda container: security_of(container).get("allowPrivilegeEscalation") is not False)
    if not found:
        return None
    detail = f"{found} must set securityContext.allowPrivilegeEscalation=false"
    return Violation("allowPrivilegeEscalation", "allowPrivilegeEscalation != false", detail, tuple(found.paths))


def capabilities(pod: PodSecurityPod) -> Violation | None:
    keeping = containers_where(
        pod, lambda container: ALL not in (below(security_of(container), ("capabilities", "drop")) or ())
    )
    adding, added = adding_beyond(pod, ADDABLE)
    details = []
    if keeping:
        details.append(f'{keeping} must set securityContext.capabilities.drop=["ALL"]')
    if adding:
        details.append(f"{adding} must not include {quoted(added)} in securityContext.capabilities.add")
    if not details:
        return None
    paths = (*keeping.paths, *adding.paths)
    return Violation("capabilities_restricted", "unrestricted capabilities", "; ".join(details), paths)


def restricted_volumes(pod: PodSecurityPod) -> Violation | None:
    names, kinds, paths = [], set(), []
    allowed = ALLOWED_VOLUMES | {"image"} if IMAGE_VOLUMES.holds(pod.server) else ALLOWED_VOLUMES
    for index, volume in enumerate(pod.spec.get("volumes") or ()):
        sources = [key for key, value in volume.items() if key != "name" and value is not None]
        if not allowed.intersection(sources):
            names.append(volume.get("name") or "")
            kinds.add(sources[0] if sources else "unknown")
            paths.append(("spec", "volumes", index))
    if not names:
        return None
    verb = "uses" if len(names) == 1 else "use"
    kind = f"{plural('restricted volume type', len(kinds))} {quoted(sorted(kinds))}"
    detail = f"{named('volume', list(unique(names)))} {verb} {kind}"
    return Violation("restrictedVolumes", "restricted volume types", detail, tuple(paths))


def run_as_non_root(pod: PodSecurityPod) -> Violation | None:
    path = ("runAsNonRoot",)
    denying, _ = setters(pod, path, lambda value: value is False)
    if denying:
        detail = f"{denying} must not set securityContext.runAsNonRoot=false"
        return Violation("runAsNonRoot", "runAsNonRoot != true", detail, tuple(denying.paths))
    silent = _silent(pod, path)
    if pod.security.get("runAsNonRoot") or not silent:
        return None
    detail = f"pod or {silent} must set securityContext.runAsNonRoot=true"
    return Violation("runAsNonRoot", "runAsNonRoot != true", detail, tuple(silent.paths))


def run_as_user(pod: PodSecurityPod) -> Violation | None:
    found, _ = setters(pod, ("runAsUser",), lambda value: value == ROOT)
    if not found:
        return None
    return Violation("runAsUser", "runAsUser=0", f"{found} must not set runAsUser=0", tuple(found.paths))


def seccomp_profile(pod: PodSecurityPod) -> Violation | None:
    path: tuple[str, ...] = ("seccompProfile", "type")
    bad, values = setters(pod, path, lambda value: value not in PROFILES)
    if bad:
        detail = f"{bad} must not set securityContext.seccompProfile.type to {quoted(values)}"
        return Violation("seccompProfile_restricted", "seccompProfile", detail, tuple(bad.paths))
    silent = _silent(pod, ("seccompProfile",))
    if below(pod.security, path) or not silent:
        return None
    detail = f'pod or {silent} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"'
    return Violation("seccompProfile_restricted", "seccompProfile", detail, tuple(silent.paths))


def _silent(pod: PodSecurityPod, path: FieldPath) -> Setters:
    """The containers that do not set the value themselves."""
    names = [str(key) for key in path]
    return containers_where(pod, lambda container: below(security_of(container), names) is None)
