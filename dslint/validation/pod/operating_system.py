"""The operating system of a pod, and the fields that it excludes.

Kubernetes: validateOS, validateLinux and validateWindows.
"""

from __future__ import annotations

from collections.abc import Iterable

from dslint.kubernetes.field_errors import Problems, forbidden, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import map_of
from dslint.validation.behaviours import OPERATING_SYSTEM
from dslint.validation.pod.pod_under_validation import PodUnderValidation

LINUX = "linux"
WINDOWS = "windows"
SYSTEMS = (LINUX, WINDOWS)
NOT_ON_WINDOWS = "cannot be set for a windows pod"
NOT_ON_LINUX = "windows options cannot be set for a linux pod"
# In the internal type, pointers count if set, booleans if true, and lists if not empty.
POD_CONTEXT_POINTERS = (
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "runAsUser",
    "runAsGroup",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "seLinuxChangePolicy",
)
POD_CONTEXT_LISTS = ("sysctls",)
POD_POINTERS = ("hostUsers", "shareProcessNamespace")
POD_SWITCHES = ("hostPID", "hostIPC")
CONTAINER_POINTERS = (
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "capabilities",
    "readOnlyRootFilesystem",
    "privileged",
    "allowPrivilegeEscalation",
    "procMount",
    "runAsUser",
    "runAsGroup",
)


def operating_system_errors(subject: PodUnderValidation) -> Problems:
    if not subject.release.has(OPERATING_SYSTEM):
        return
    system = map_of(subject.spec, "os").get("name") or ""
    if system == LINUX:
        yield from _linux_errors(subject)
    elif system == WINDOWS:
        yield from _windows_errors(subject)
    elif system:
        here = subject.place.child("os", "name").called(f"{subject.place.field}.os")
        yield unsupported(here, system, SYSTEMS)


def _linux_errors(subject: PodUnderValidation) -> Problems:
    if subject.security_context.get("windowsOptions") is not None:
        yield forbidden(subject.place.child("securityContext", "windowsOptions"), NOT_ON_LINUX)
    for container, place in subject.containers():
        if map_of(container, "securityContext").get("windowsOptions") is not None:
            yield forbidden(place.child("securityContext", "windowsOptions"), NOT_ON_LINUX)


def _windows_errors(subject: PodUnderValidation) -> Problems:
    spec, context, place = subject.spec, subject.security_context, subject.place
    at_context = place.child("securityContext")
    yield from _refused((name for name in POD_POINTERS if spec.get(name) is not None), place)
    yield from _refused((name for name in POD_SWITCHES if spec.get(name)), place)
    yield from _refused((name for name in POD_CONTEXT_POINTERS if context.get(name) is not None), at_context)
    yield from _refused((name for name in POD_CONTEXT_LISTS if context.get(name)), at_context)
    for container, here in subject.containers():
        own = map_of(container, "securityContext")
        given = (name for name in CONTAINER_POINTERS if own.get(name) is not None)
        yield from _refused(given, here.child("securityContext"))


def _refused(names: Iterable[str], place: Field) -> Problems:
    for name in names:
        yield forbidden(place.child(name), NOT_ON_WINDOWS)
