"""Structs of the internal API that the server prints whole: all fields, with Go's names and order, absent ones null.

Kubernetes: pkg/apis/core/types.go.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.kubernetes.release import Behaviour, Release
from dslint.validation.behaviours import APPARMOR_FIELDS, SECCOMP_FIELDS

EVERYWHERE = Behaviour()
PLAIN_FIELDS: tuple[tuple[str, str, Behaviour], ...] = (
    ("Privileged", "privileged", EVERYWHERE),
    ("SELinuxOptions", "seLinuxOptions", EVERYWHERE),
    ("WindowsOptions", "windowsOptions", EVERYWHERE),
    ("RunAsUser", "runAsUser", EVERYWHERE),
    ("RunAsGroup", "runAsGroup", EVERYWHERE),
    ("RunAsNonRoot", "runAsNonRoot", EVERYWHERE),
    ("ReadOnlyRootFilesystem", "readOnlyRootFilesystem", EVERYWHERE),
    ("AllowPrivilegeEscalation", "allowPrivilegeEscalation", EVERYWHERE),
    ("ProcMount", "procMount", EVERYWHERE),
    ("SeccompProfile", "seccompProfile", SECCOMP_FIELDS),
    ("AppArmorProfile", "appArmorProfile", APPARMOR_FIELDS),
)
SUB_FIELDS = {
    "SELinuxOptions": (("User", "user", ""), ("Role", "role", ""), ("Type", "type", ""), ("Level", "level", "")),
    "WindowsOptions": (
        ("GMSACredentialSpecName", "gmsaCredentialSpecName", None),
        ("GMSACredentialSpec", "gmsaCredentialSpec", None),
        ("RunAsUserName", "runAsUserName", None),
        ("HostProcess", "hostProcess", None),
    ),
    "SeccompProfile": (("Type", "type", ""), ("LocalhostProfile", "localhostProfile", None)),
    "AppArmorProfile": (("Type", "type", ""), ("LocalhostProfile", "localhostProfile", None)),
}


def security_context_value(context: Mapping[str, Any], release: Release) -> dict[str, Any]:
    """The security context of a container as JSON of the internal type."""
    capabilities = context.get("capabilities")
    lists = {name.capitalize(): (capabilities or {}).get(name) for name in ("add", "drop")}
    shown: dict[str, Any] = {"Capabilities": lists if capabilities is not None else None}
    for go_name, name, behaviour in PLAIN_FIELDS:
        if release.has(behaviour):
            shown[go_name] = _inside(go_name, context.get(name))
    return shown


def _inside(go_name: str, value: Any) -> Any:
    if value is None or go_name not in SUB_FIELDS:
        return value
    return {name: value.get(key, default) for name, key, default in SUB_FIELDS[go_name]}
