"""Mounts and block devices of a container.

Kubernetes: ValidateVolumeMounts and ValidateVolumeDevices. Some of their errors lack the mount's index.
"""

from __future__ import annotations

from collections.abc import Mapping

from dslint.findings import FieldPath
from dslint.kubernetes.field_errors import Problems, forbidden, invalid, names_listed, not_found
from dslint.kubernetes.field_path import Field, with_ancestors
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

BIDIRECTIONAL = "Bidirectional"
RECURSIVE = ("Enabled", "IfPossible")
UNKNOWN_VOLUME = "DS239"
UNIQUE = "must be unique"
_FURTHER = frozenset({"subPath", "subPathExpr", "mountPropagation", "recursiveReadOnly"})
"""The fields of a mount, beside its name and path, that have rules. Most mounts have none of them."""

NO_BLOCK_SOURCE = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode"


def mount_errors(container: Map, place: Field, subject: PodUnderValidation, volumes: Mapping[str, Map]) -> Problems:
    """`volumes` are the valid ones by name."""
    devices = {item.get("name") or "": item.get("devicePath") or "" for item in list_of(container, "volumeDevices")}
    yield from _all_mounts(container, place, volumes, devices, subject)
    if devices:
        mounts = {mount.get("name") or "": mount.get("mountPath") or "" for mount in list_of(container, "volumeMounts")}
        yield from _all_devices(container, place, volumes, mounts)


def valid_volumes(subject: PodUnderValidation, errors: frozenset[FieldPath]) -> dict[str, Map]:
    """Volumes without errors, by name. Containers cannot refer to others."""
    valid: dict[str, Map] = {}
    if not errors and not subject.invalid:
        for volume in list_of(subject.spec, "volumes"):
            valid.setdefault(volume.get("name") or "", volume)
        return valid
    wrong = with_ancestors(errors)
    for volume, place in listed(subject.spec, "volumes", subject.place):
        has_error = place.path in wrong or subject.has_problem_at(place.path)
        if not has_error or subject.is_unreadable(place.path):
            valid.setdefault(volume.get("name") or "", volume)
    return valid


def _all_mounts(
    container: Map, place: Field, volumes: Mapping[str, Map], devices: Mapping[str, str], subject: PodUnderValidation
) -> Problems:
    paths: set[str] = set()
    device_paths = set(devices.values())
    for position, mount in enumerate(container.get("volumeMounts") or ()):
        if mount is None:
            continue
        name, path = mount.get("name") or "", mount.get("mountPath") or ""
        if name in volumes and path not in paths and not devices and _FURTHER.isdisjoint(mount):
            paths.add(path)
            continue
        here = place.item("volumeMounts", position)
        if name not in volumes:
            yield not_found(here.child("name"), name, code=UNKNOWN_VOLUME, help=_offer(subject, name))
        if path in paths:
            yield invalid(here.child("mountPath"), path, UNIQUE)
        paths.add(path)
        if name in devices:
            yield invalid(here.child("name"), name, "must not already exist in volumeDevices")
        if path in device_paths:
            yield invalid(here.child("mountPath"), path, "must not already exist as a path in volumeDevices")
        yield from _sub_path_errors(mount, here, volumes.get(name, {}))
        yield from _mode_errors(mount, here, f"{place.field}.volumeMounts", container)


def _offer(subject: PodUnderValidation, name: str) -> str:
    names = [volume.get("name") or "" for volume in list_of(subject.spec, "volumes")]
    if name in names:
        return f"volume {name} has errors; fix those first"
    return f"declare a volume {name}" + (f", or mount one of {names_listed(names)}" if names else "")


def _sub_path_errors(mount: Map, place: Field, volume: Map) -> Problems:
    path, expression = mount.get("subPath") or "", mount.get("subPathExpr") or ""
    image = volume.get("image") is not None and not place.release.enabled("ImageVolume")
    for name, value in (("subPath", path), ("subPathExpr", expression)):
        here = place.child(name)
        if image and value:
            yield invalid(here, value, "not allowed in image volume sources")
    if path and expression:
        yield invalid(place.child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive")


def _mode_errors(mount: Map, place: Field, field: str, container: Map) -> Problems:
    propagation = mount.get("mountPropagation")
    here = place.child("mountPropagation").called(f"{field}.mountPropagation")
    if propagation == BIDIRECTIONAL and not map_of(container, "securityContext").get("privileged"):
        yield forbidden(here, "Bidirectional mount propagation is available only to privileged containers")
    yield from _recursive_errors(mount, place.child("recursiveReadOnly").called(f"{field}.recursiveReadOnly"))


def _recursive_errors(mount: Map, place: Field) -> Problems:
    mode = mount.get("recursiveReadOnly")
    if mode not in RECURSIVE:
        return
    if not mount.get("readOnly"):
        yield forbidden(place, "may only be specified when readOnly is true")
    if mount.get("mountPropagation") not in (None, "None"):
        yield forbidden(place, "may only be specified when mountPropagation is None or not specified")


def _all_devices(container: Map, place: Field, volumes: Mapping[str, Map], mounts: Mapping[str, str]) -> Problems:
    names: set[str] = set()
    paths: set[str] = set()
    mount_paths = set(mounts.values())
    for device, here in listed(container, "volumeDevices", place):
        name, path = device.get("name") or "", device.get("devicePath") or ""
        yield from _device_name_errors(name, here.child("name"), volumes, names)
        if path in paths:
            yield invalid(here.child("devicePath"), path, UNIQUE)
        if ".." not in path.split("/"):
            paths.add(path)
        if name in mounts:
            yield invalid(here.child("name"), name, "must not already exist in volumeMounts")
        if path in mount_paths:
            yield invalid(here.child("devicePath"), path, "must not already exist as a path in volumeMounts")
        names.add(name)


def _device_name_errors(name: str, place: Field, volumes: Mapping[str, Map], names: set[str]) -> Problems:
    if name and name in names:
        yield invalid(place, name, UNIQUE)
    volume = volumes.get(name)
    if volume is None:
        yield not_found(place, name, code=UNKNOWN_VOLUME)
    elif volume.get("persistentVolumeClaim") is None and volume.get("ephemeral") is None:
        yield invalid(place, name, NO_BLOCK_SOURCE)
