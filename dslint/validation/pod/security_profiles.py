"""Seccomp and AppArmor profiles, of pods and containers.

Kubernetes: validateSeccompProfileField and ValidateAppArmorProfileField.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, invalid, required, too_long
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import Struct
from dslint.kubernetes.names import size
from dslint.kubernetes.raw_values import Map
from dslint.validation.volumes.paths import descending_path_errors

LOCALHOST = "Localhost"
OTHER_PROFILES = ("RuntimeDefault", "Unconfined")
LONGEST_PROFILE = 4095


def seccomp_errors(profile: Map | None, place: Field) -> Problems:
    if profile is None:
        return
    local, here = profile.get("localhostProfile"), place.child("localhostProfile")
    if profile.get("type") != LOCALHOST:
        if local is not None:
            shown = Struct({"Type": profile.get("type") or "", "LocalhostProfile": local})
            yield invalid(here, shown, "can only be set when seccomp type is Localhost")
    elif local is None:
        yield required(here, "must be set when seccomp type is Localhost")
    else:
        yield from descending_path_errors(local, here)


def apparmor_errors(profile: Map | None, place: Field) -> Problems:
    if profile is None:
        return
    local, here = profile.get("localhostProfile"), place.child("localhostProfile")
    if profile.get("type") in OTHER_PROFILES and local is not None:
        yield invalid(here, local, "can only be set when AppArmor type is Localhost")
    elif profile.get("type") == LOCALHOST:
        yield from _local_apparmor_errors(local, here)


def _local_apparmor_errors(profile: str | None, place: Field) -> Problems:
    if profile is not None and profile != profile.strip():
        yield invalid(place, profile, "must not be padded with whitespace")
    elif not profile:
        yield required(place, "must be set when AppArmor type is Localhost")
    if profile is not None and size(profile) > LONGEST_PROFILE:
        yield too_long(place, LONGEST_PROFILE, old_wording="may not be longer than {}")
