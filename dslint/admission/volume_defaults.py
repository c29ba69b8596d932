"""Defaults of a volume by its source.

Kubernetes: SetDefaults_Volume and the SetDefaults_*VolumeSource of pkg/apis/core/v1/defaults.go.
"""

from __future__ import annotations

from collections.abc import Callable

from dslint.admission.default_behaviours import (
    AZURE_DISK_KIND,
    EPHEMERAL_VOLUMES,
    HOST_PATH_TYPE,
    IMAGE_VOLUMES,
    PROJECTED_VOLUMES,
    TOKEN_PROJECTIONS,
    VOLUME_MODE,
)
from dslint.admission.field_defaults import (
    Map,
    default_field_reference,
    fill_absent,
    fill_all_empty,
    fill_empty,
    made_map,
    own_map,
    own_maps,
    round_resources,
)
from dslint.admission.image_tags import pull_policy
from dslint.kubernetes.release import Release

FILE_MODE = 0o644
TOKEN_SECONDS = 3600
RBD_DEFAULTS = {"pool": "rbd", "user": "admin", "keyring": "/etc/ceph/keyring"}
SCALE_IO_DEFAULTS = {"storageMode": "ThinProvisioned", "fsType": "xfs"}
AZURE_DISK_DEFAULTS = {"cachingMode": "ReadWrite", "fsType": "ext4", "readOnly": False}


def volume_with_defaults(volume: Map, release: Release) -> Map:
    """A step of its own, as for containers. A volume without a source is an emptyDir."""
    volume = dict(volume)
    if all(value is None for key, value in volume.items() if key != "name"):
        volume["emptyDir"] = {}
    for name in volume:
        defaulting = _DEFAULTING.get(name)
        source = own_map(volume, name) if defaulting is not None else None
        if defaulting is not None and source is not None:
            defaulting(source, release)
    return volume


def _default_files(source: Map, _release: Release) -> None:
    fill_absent(source, "defaultMode", FILE_MODE)


def _default_downward_api(source: Map, release: Release) -> None:
    _default_files(source, release)
    _default_items(source)


def _default_items(source: Map) -> None:
    for item in own_maps(source, "items"):
        default_field_reference(item)


def _default_projected(source: Map, release: Release) -> None:
    if release.has(PROJECTED_VOLUMES):
        _default_files(source, release)
    for projection in own_maps(source, "sources"):
        _default_items(own_map(projection, "downwardAPI") or {})
        token = own_map(projection, "serviceAccountToken")
        if token is not None and release.has(TOKEN_PROJECTIONS):
            fill_absent(token, "expirationSeconds", TOKEN_SECONDS)


def _default_host_path(source: Map, release: Release) -> None:
    if release.has(HOST_PATH_TYPE):
        fill_absent(source, "type", "")


def _default_iscsi(source: Map, _release: Release) -> None:
    fill_empty(source, "iscsiInterface", "default")


def _default_rbd(source: Map, _release: Release) -> None:
    fill_all_empty(source, RBD_DEFAULTS)


def _default_scale_io(source: Map, _release: Release) -> None:
    fill_all_empty(source, SCALE_IO_DEFAULTS)


def _default_azure_disk(source: Map, release: Release) -> None:
    for key, value in AZURE_DISK_DEFAULTS.items():
        fill_absent(source, key, value)
    if release.has(AZURE_DISK_KIND):
        fill_absent(source, "kind", "Shared")


def _default_ephemeral(source: Map, release: Release) -> None:
    claim = own_map(source, "volumeClaimTemplate")
    if claim is None or not release.has(EPHEMERAL_VOLUMES):
        return
    spec = made_map(claim, "spec")
    if release.has(VOLUME_MODE):
        fill_absent(spec, "volumeMode", "Filesystem")
    round_resources(own_map(spec, "resources"), "requests", "limits")


def _default_image(source: Map, release: Release) -> None:
    if release.has(IMAGE_VOLUMES) and release.enabled("ImageVolume"):
        fill_empty(source, "pullPolicy", pull_policy(source.get("reference") or ""))


_DEFAULTING: dict[str, Callable[[Map, Release], None]] = {
    "secret": _default_files,
    "configMap": _default_files,
    "downwardAPI": _default_downward_api,
    "projected": _default_projected,
    "hostPath": _default_host_path,
    "iscsi": _default_iscsi,
    "rbd": _default_rbd,
    "scaleIO": _default_scale_io,
    "azureDisk": _default_azure_disk,
    "ephemeral": _default_ephemeral,
    "image": _default_image,
}
