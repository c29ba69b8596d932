"""The checks of each level by version, and the violations of a pod.

Kubernetes: policy/registry.go. A newer form of a check replaces the older one from its version on; at the restricted
level some checks replace their baseline ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.admission.pod_security import container_security, host_access, restricted
from dslint.admission.pod_security.violations import Check, PodSecurityPod, Violation
from dslint.kubernetes.release import Version

PRIVILEGED = "privileged"
BASELINE = "baseline"
RESTRICTED = "restricted"
LEVELS = (PRIVILEGED, BASELINE, RESTRICTED)
"""From the most permissive to the most restrictive."""


class Standard(NamedTuple):
    """A check by name, its forms by their first version, and the baseline checks that it replaces."""

    name: str
    forms: tuple[tuple[Version, Check], ...]
    replaces: tuple[str, ...] = ()

    def at(self, version: Version) -> Check | None:
        """The form of a version; None before the first."""
        in_force = [check for since, check in self.forms if since <= version]
        return in_force[-1] if in_force else None


def _since(minor: int, check: Check) -> tuple[Version, Check]:
    return (1, minor), check


BASELINE_STANDARDS = (
    Standard("appArmorProfile", (_since(0, container_security.app_armor_profile),)),
    Standard("capabilities_baseline", (_since(0, container_security.capabilities),)),
    Standard("hostNamespaces", (_since(0, host_access.host_namespaces),)),
    Standard("hostPathVolumes", (_since(0, host_access.host_path_volumes),)),
    Standard("hostPorts", (_since(0, host_access.host_ports),)),
    Standard("hostProbesAndHostLifecycle", (_since(34, host_access.host_probes_and_lifecycle),)),
    Standard("privileged", (_since(0, host_access.privileged),)),
    Standard("procMount", (_since(0, host_access.proc_mount), _since(35, host_access.proc_mount_of_1_35))),
    Standard(
        "seLinuxOptions",
        (
            _since(0, container_security.selinux_options(container_security.SELINUX_TYPES_OF_1_0)),
            _since(31, container_security.selinux_options(container_security.SELINUX_TYPES_OF_1_31)),
        ),
    ),
    Standard(
        "seccompProfile_baseline",
        (_since(0, container_security.seccomp_annotations), _since(19, container_security.seccomp_profile)),
    ),
    Standard(
        "sysctls",
        (
            _since(0, container_security.sysctls(container_security.SYSCTLS_OF_1_0)),
            _since(27, container_security.sysctls(container_security.SYSCTLS_OF_1_27)),
            _since(29, container_security.sysctls(container_security.SYSCTLS_OF_1_29)),
            _since(32, container_security.sysctls(container_security.SYSCTLS_OF_1_32)),
        ),
    ),
    Standard("windowsHostProcess", (_since(0, host_access.windows_host_process),)),
)

RESTRICTED_STANDARDS = (
    Standard(
        "allowPrivilegeEscalation",
        (
            _since(8, restricted.allow_privilege_escalation),
            _since(25, restricted.unless_on_windows(restricted.allow_privilege_escalation)),
        ),
    ),
    Standard(
        "capabilities_restricted",
        (
            _since(22, restricted.capabilities),
            _since(25, restricted.unless_on_windows(restricted.capabilities)),
        ),
        replaces=("capabilities_baseline",),
    ),
    # From 1.35 on, the baseline check lets pods in a user namespace unmask /proc; this level does not.
    Standard("procMount_restricted", (_since(35, host_access.proc_mount),), replaces=("procMount",)),
    Standard("restrictedVolumes", (_since(0, restricted.restricted_volumes),), replaces=("hostPathVolumes",)),
    Standard(
        "runAsNonRoot",
        (
            _since(0, restricted.run_as_non_root),
            _since(35, restricted.unless_in_user_namespace(restricted.run_as_non_root)),
        ),
    ),
    Standard(
        "runAsUser",
        (
            _since(23, restricted.run_as_user),
            _since(35, restricted.unless_in_user_namespace(restricted.run_as_user)),
        ),
    ),
    Standard(
        "seccompProfile_restricted",
        (
            _since(19, restricted.seccomp_profile),
            _since(25, restricted.unless_on_windows(restricted.seccomp_profile)),
        ),
        replaces=("seccompProfile_baseline",),
    ),
)


def violations(
    metadata: Mapping[str, Any], spec: Mapping[str, Any], level: str, version: Version, server: Version | None = None
) -> tuple[Violation, ...]:
    """The violations of a pod (its metadata and defaulted spec) in the plugin's order.

    Paths start at the Pod; for a template they start at the template. `server` is the API server's own version, which
    may be newer than that of the level.
    """
    pod = PodSecurityPod.of(metadata, spec, server or version)
    found = (check(pod) for check in _checks(level, version))
    return tuple(violation for violation in found if violation is not None)


def forbidden(name: str, level: str, label: str, found: tuple[Violation, ...]) -> str:
    """The admission plugin's message; `label` is the version as in the namespace's label, e.g. `latest`."""
    listed = ", ".join(str(violation) for violation in found)
    return f'pods "{name}" is forbidden: violates PodSecurity "{level}:{label}": {listed}'


def _checks(level: str, version: Version) -> list[Check]:
    if level == PRIVILEGED:
        return []
    strict = RESTRICTED_STANDARDS if level == RESTRICTED else ()
    in_force = [standard for standard in strict if standard.at(version)]
    replaced = {name for standard in in_force for name in standard.replaces}
    chosen = [standard for standard in BASELINE_STANDARDS if standard.name not in replaced]
    forms = (standard.at(version) for standard in [*chosen, *in_force])
    return [check for check in forms if check is not None]
