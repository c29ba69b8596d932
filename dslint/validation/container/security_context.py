"""A container's security context.

Kubernetes: ValidateSecurityContext. dslint assumes that privileged containers are allowed (--allow-privileged).
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import Struct
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.pod.internal_types import security_context_value
from dslint.validation.pod.pod_under_validation import PodUnderValidation
from dslint.validation.pod.security_profiles import apparmor_errors, seccomp_errors
from dslint.validation.pod.windows import windows_option_errors

UNMASKED = "Unmasked"
SYS_ADMIN = "CAP_SYS_ADMIN"


def security_context_errors(context: Map, place: Field, subject: PodUnderValidation) -> Problems:
    if context.get("procMount") == UNMASKED and subject.spec.get("hostUsers") is not False:
        yield from _proc_mount_errors(place.child("procMount"))
    if context.get("seccompProfile") is not None:
        yield from seccomp_errors(context["seccompProfile"], place.child("seccompProfile"))
    yield from _escalation_errors(context, place)
    if context.get("windowsOptions"):
        yield from windows_option_errors(context["windowsOptions"], place.child("windowsOptions"))
    if context.get("appArmorProfile") is not None:
        yield from apparmor_errors(context["appArmorProfile"], place.child("appArmorProfile"))


def _proc_mount_errors(place: Field) -> Problems:
    if place.release.enabled("UserNamespacesSupport"):
        yield invalid(place, UNMASKED, "`hostUsers` must be false to use `Unmasked`")


def _escalation_errors(context: Map, place: Field) -> Problems:
    """Settings that contradict allowPrivilegeEscalation: false. The API server prints the whole security context."""
    if context.get("allowPrivilegeEscalation") is not False:
        return
    added = list_of(map_of(context, "capabilities"), "add")
    if not context.get("privileged") and SYS_ADMIN not in added:
        return
    here = place.child("allowPrivilegeEscalation").called(place.field)
    shown = Struct(security_context_value(context, place.release))
    if context.get("privileged"):
        yield invalid(here, shown, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true")
    for capability in added:
        if capability == SYS_ADMIN:
            detail = "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN"
            yield invalid(here, shown, detail)
