"""Checks of the baseline level: capabilities, AppArmor and seccomp profiles, SELinux, sysctls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission.pod_security.violations import (
    Check,
    PodSecurityPod,
    Setters,
    Violation,
    below,
    plural,
    quoted,
    security_of,
    setters,
)
from dslint.findings import FieldPath
from dslint.kubernetes import go_quoting

DEFAULT_CAPABILITIES = frozenset(
    {
        "AUDIT_WRITE",
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "MKNOD",
        "NET_BIND_SERVICE",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYS_CHROOT",
    }
)


APP_ARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"


SECCOMP_POD_ANNOTATION = "seccomp.security.alpha.kubernetes.io/pod"


SECCOMP_CONTAINER_ANNOTATION = "container.seccomp.security.alpha.kubernetes.io/"


PROFILES = frozenset({"RuntimeDefault", "Localhost"})


SYSCTLS_OF_1_0 = frozenset(
    {
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.tcp_syncookies",
        "net.ipv4.ping_group_range",
        "net.ipv4.ip_unprivileged_port_start",
    }
)


SYSCTLS_OF_1_27 = SYSCTLS_OF_1_0 | {"net.ipv4.ip_local_reserved_ports"}


SYSCTLS_OF_1_29 = SYSCTLS_OF_1_27 | {
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
}


SYSCTLS_OF_1_32 = SYSCTLS_OF_1_29 | {"net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"}


SELINUX_TYPES_OF_1_0 = frozenset({"", "container_t", "container_init_t", "container_kvm_t"})


SELINUX_TYPES_OF_1_31 = SELINUX_TYPES_OF_1_0 | {"container_engine_t"}


def app_armor_profile(pod: PodSecurityPod) -> Violation | None:
    """Profiles other than the runtime's default and local ones, in annotations and in fields."""
    annotations = {
        key: value
        for key, value in sorted(pod.annotations.items())
        if key.startswith(APP_ARMOR_ANNOTATION) and not _allowed_profile(value)
    }
    found, values = setters(pod, ("appArmorProfile", "type"), lambda value: value not in PROFILES)
    if not annotations and not found:
        return None
    details = [f"{key}={go_quoting.quoted(value)}" for key, value in annotations.items()]
    if found:
        details.insert(0, f"{found} must not set AppArmor profile type to {quoted(values)}")
    paths = [("metadata", "annotations", key) for key in annotations]
    count = len(annotations) + len(values)
    reason = plural("forbidden AppArmor profile", count)
    return Violation("appArmorProfile", reason, ", ".join(details), (*found.paths, *paths))


def _allowed_profile(value: str) -> bool:
    return value in ("", "runtime/default") or value.startswith("localhost/")


def capabilities(pod: PodSecurityPod) -> Violation | None:
    """Capabilities other than those that runtimes add by default."""
    found, added = adding_beyond(pod, DEFAULT_CAPABILITIES)
    if not found:
        return None
    detail = f"{found} must not include {quoted(added)} in securityContext.capabilities.add"
    return Violation("capabilities_baseline", "non-default capabilities", detail, tuple(found.paths))


def adding_beyond(pod: PodSecurityPod, allowed: frozenset[str]) -> tuple[Setters, list[str]]:
    found = Setters()
    added: set[str] = set()
    for place, container in pod.containers:
        names = below(security_of(container), ("capabilities", "add")) or ()
        bad = [index for index, name in enumerate(names) if name not in allowed]
        if bad:
            ways: list[FieldPath] = [("securityContext", "capabilities", "add", index) for index in bad]
            found.add_container(place, container, *ways)
            added.update(names[index] for index in bad)
    return found, sorted(added)


def selinux_options(allowed: frozenset[str]) -> Check:
    """Only types of the list are allowed; no user and no role."""

    def check(pod: PodSecurityPod) -> Violation | None:
        path = ("seLinuxOptions",)
        found = Setters()
        all_options = [pod.security.get("seLinuxOptions")]
        if _bad_selinux(all_options[0], allowed):
            found.add_pod(*path)
        for place, container in pod.containers:
            options = security_of(container).get("seLinuxOptions")
            all_options.append(options)
            if _bad_selinux(options, allowed):
                found.add_container(place, container, ("securityContext", *path))
        if not found:
            return None
        detail = f"{found} set forbidden securityContext.seLinuxOptions: {_selinux_data(all_options, allowed)}"
        return Violation("seLinuxOptions", "seLinuxOptions", detail, tuple(found.paths))

    return check


def _bad_selinux(options: Mapping[str, Any] | None, allowed: frozenset[str]) -> bool:
    if not options:
        return False
    return (options.get("type") or "") not in allowed or bool(options.get("user") or options.get("role"))


def _selinux_data(all_options: list[Mapping[str, Any] | None], allowed: frozenset[str]) -> str:
    options = [item for item in all_options if item]
    types = sorted({item.get("type") or "" for item in options} - allowed)
    parts = [f"{plural('type', len(types))} {quoted(types)}"] if types else []
    parts += [f"{field} may not be set" for field in ("user", "role") if any(item.get(field) for item in options)]
    return "; ".join(parts)


def seccomp_annotations(pod: PodSecurityPod) -> Violation | None:
    """Before the field was added in 1.19, annotations had the profile."""
    keys = [SECCOMP_POD_ANNOTATION]
    keys += [f"{SECCOMP_CONTAINER_ANNOTATION}{container.get('name')}" for _, container in pod.containers]
    bad = sorted({key for key in keys if not _allowed_seccomp(pod.annotations.get(key))})
    if not bad:
        return None
    shown = ", ".join(f"{key}={go_quoting.quoted(pod.annotations[key])}" for key in bad)
    detail = f"forbidden {plural('annotation', len(bad))} {shown}"
    paths = tuple(("metadata", "annotations", key) for key in bad)
    return Violation("seccompProfile_baseline", "seccompProfile", detail, paths)


def _allowed_seccomp(value: str | None) -> bool:
    return value in (None, "runtime/default", "docker/default") or str(value).startswith("localhost/")


def seccomp_profile(pod: PodSecurityPod) -> Violation | None:
    found, values = setters(pod, ("seccompProfile", "type"), lambda value: value not in PROFILES)
    if not found:
        return None
    detail = f"{found} must not set securityContext.seccompProfile.type to {quoted(values)}"
    return Violation("seccompProfile_baseline", "seccompProfile", detail, tuple(found.paths))


def sysctls(allowed: frozenset[str]) -> Check:
    def check(pod: PodSecurityPod) -> Violation | None:
        items = pod.security.get("sysctls") or ()
        bad = [(index, item.get("name") or "") for index, item in enumerate(items)]
        bad = [(index, name) for index, name in bad if name not in allowed]
        if not bad:
            return None
        detail = ", ".join(name for _, name in bad)
        paths = tuple(("spec", "securityContext", "sysctls", index, "name") for index, _ in bad)
        return Violation("sysctls", "forbidden sysctls", detail, paths)

    return check
