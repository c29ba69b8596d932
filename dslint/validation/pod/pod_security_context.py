"""The security context of a pod, and the namespaces that it shares with its node.

Kubernetes: validatePodSpecSecurityContext, validateSysctls, validateHostUsers and validateHostnameOverride.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import (
    Problems,
    duplicate,
    each_invalid,
    forbidden,
    invalid,
    required,
    too_long,
    unsupported,
)
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import dns_subdomain_errors, fits, size
from dslint.kubernetes.raw_values import list_of, map_of
from dslint.validation.behaviours import HOST_USERS_WORDING, SYSCTLS_OF_THE_HOST, SYSCTLS_WITH_SLASHES
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.pod.security_profiles import apparmor_errors, seccomp_errors
from dslint.validation.pod.windows import windows_option_errors

SYSCTL_SEGMENT = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
SYSCTL_WITH_DOTS = rf"({SYSCTL_SEGMENT}\.)*{SYSCTL_SEGMENT}"
SYSCTL_WITH_SLASHES = rf"({SYSCTL_SEGMENT}[\./])*{SYSCTL_SEGMENT}"
LONGEST_SYSCTL = 253
IPC_SYSCTLS = ("kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem")
IPC_PREFIXES = ("kernel.shm", "fs.mqueue.")
NET_PREFIX = "net."
MOUNT_OPTION = "MountOption"
RECURSIVE = "Recursive"
LONGEST_HOST_NAME = 64


def pod_security_context_errors(subject: PodUnderValidation) -> Problems:
    context, place = subject.security_context, subject.place.child("securityContext")
    if subject.spec.get("shareProcessNamespace") and subject.spec.get("hostPID"):
        # The internal type keeps it in the security context.
        here = subject.place.child("shareProcessNamespace").called(f"{place.field}.shareProcessNamespace")
        yield invalid(here, value=True, detail="ShareProcessNamespace and HostPID cannot both be enabled")
    if context.get("sysctls"):
        yield from _sysctl_errors(subject, place)
    if context.get("seccompProfile") is not None:
        yield from seccomp_errors(context["seccompProfile"], place.child("seccompProfile"))
    if context.get("seLinuxChangePolicy") is not None:
        yield from _relabelling_errors(subject, place.child("seLinuxChangePolicy"))
    if context.get("windowsOptions"):
        yield from windows_option_errors(context["windowsOptions"], place.child("windowsOptions"))
    if context.get("appArmorProfile") is not None:
        yield from apparmor_errors(context["appArmorProfile"], place.child("appArmorProfile"))


def _relabelling_errors(subject: PodUnderValidation, place: Field) -> Problems:
    """How volumes get their SELinux label: while SELinuxMount is off, new pods can choose only Recursive."""
    policy = subject.security_context.get("seLinuxChangePolicy")
    stored = map_of(subject.old or {}, "securityContext").get("seLinuxChangePolicy")
    both = subject.release.enabled("SELinuxMount") or stored == MOUNT_OPTION
    supported = (MOUNT_OPTION, RECURSIVE) if both else (RECURSIVE,)
    if policy not in supported:
        yield unsupported(place, policy, supported)


def _sysctl_errors(subject: PodUnderValidation, place: Field) -> Problems:
    seen: dict[str, Field] = {}
    for sysctl, item in listed(subject.security_context, "sysctls", place):
        name, here = sysctl.get("name") or "", item.child("name")
        if not name:
            yield required(here)
        elif not _sysctl_fits(name, here):
            pattern = f"^{SYSCTL_WITH_SLASHES}$" if place.release.has(SYSCTLS_WITH_SLASHES) else SYSCTL_WITH_DOTS
            yield invalid(here, name, f"must have at most {LONGEST_SYSCTL} characters and match regex {pattern}")
        elif name in seen:
            yield duplicate(here, name, first=seen[name])
        seen.setdefault(name, here)
        if place.release.has(SYSCTLS_OF_THE_HOST) and not _stored(subject):
            yield from _namespace_errors(name.replace("/", "."), name, here, subject)


def _sysctl_fits(name: str, place: Field) -> bool:
    pattern = SYSCTL_WITH_SLASHES if place.release.has(SYSCTLS_WITH_SLASHES) else SYSCTL_WITH_DOTS
    return size(name) <= LONGEST_SYSCTL and fits(pattern, name)


def _namespace_errors(dotted: str, name: str, place: Field, subject: PodUnderValidation) -> Problems:
    """A pod in a namespace of its node cannot set sysctls of that namespace."""
    if subject.host_network and dotted.startswith(NET_PREFIX):
        yield invalid(place, name, "may not be specified when 'hostNetwork' is true")
    elif subject.spec.get("hostIPC") and (dotted in IPC_SYSCTLS or dotted.startswith(IPC_PREFIXES)):
        yield invalid(place, name, "may not be specified when 'hostIPC' is true")


def _stored(subject: PodUnderValidation) -> bool:
    """Whether the stored pod already does this; then it is allowed."""
    if subject.old is None:
        return False
    shares = subject.old.get("hostNetwork") or subject.old.get("hostIPC")
    return bool(shares and list_of(map_of(subject.old, "securityContext"), "sysctls"))


def host_namespace_errors(subject: PodUnderValidation) -> Problems:
    yield from _user_namespace_errors(subject)
    yield from _override_errors(subject)


def _user_namespace_errors(subject: PodUnderValidation) -> Problems:
    if subject.spec.get("hostUsers") is not False or not subject.release.enabled("UserNamespacesSupport"):
        return
    name = "hostUsers" if subject.release.has(HOST_USERS_WORDING) else "pod.Spec.HostUsers"
    network_allowed = subject.release.enabled("UserNamespacesHostNetworkSupport")
    shared = {"hostNetwork": "hostNetwork", "hostPID": "HostPID", "hostIPC": "HostIPC"}
    for key, go_name in shared.items():
        if subject.spec.get(key) and not (key == "hostNetwork" and network_allowed):
            here = subject.place.child(key).called(f"{subject.place.field}.{go_name}")
            yield forbidden(here, f"when `{name}` is false")


def _override_errors(subject: PodUnderValidation) -> Problems:
    if subject.spec.get("hostnameOverride") is None or not subject.release.enabled("HostnameOverride"):
        return
    here = subject.place.child("hostnameOverride")
    if subject.spec.get("setHostnameAsFQDN"):
        yield forbidden(here, "may not be specified when setHostnameAsFQDN is true")
    if subject.host_network:
        yield forbidden(here, "may not be specified when hostNetwork is true")
    name = subject.spec["hostnameOverride"]
    yield from each_invalid(here, name, dns_subdomain_errors(name, here.release))
    if size(name) > LONGEST_HOST_NAME:
        yield too_long(here, LONGEST_HOST_NAME)
