"""Security contexts: ids and the types of profiles and policies."""

from __future__ import annotations

from tools.constraints.words import INT32, Constraint, between, elsewhere, one_of, required

_PROFILES = ("Localhost", "RuntimeDefault", "Unconfined")

CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    "core.v1.PodSecurityContext": (
        between("fsGroup", 0, INT32),
        between("runAsUser", 0, INT32),
        between("runAsGroup", 0, INT32),
        between("supplementalGroups", 0, INT32).of(within="items"),
        one_of("fsGroupChangePolicy", "Always", "OnRootMismatch", empty=False).of(since="1.20"),
        elsewhere(one_of("seLinuxChangePolicy", "MountOption", "Recursive", empty=False).of(since="1.33")),
        one_of("supplementalGroupsPolicy", "Merge", "Strict", empty=False).of(since="1.33"),
    ),
    "core.v1.SecurityContext": (
        between("runAsUser", 0, INT32),
        between("runAsGroup", 0, INT32),
        one_of("procMount", "Default", "Unmasked", empty=False).of(since="1.12"),
    ),
    "core.v1.SeccompProfile": (
        required("type", "type is required when seccompProfile is set"),
        one_of("type", *_PROFILES),
    ),
    "core.v1.AppArmorProfile": (
        required("type", "type is required when appArmorProfile is set"),
        one_of("type", *_PROFILES),
    ),
}
