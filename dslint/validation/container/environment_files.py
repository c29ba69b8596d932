"""Variables read from a file in an emptyDir: the volume must be there and of that kind.

Kubernetes: validateFileKeyRefVolumes.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, each_invalid, invalid, not_found
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import environment_name_errors
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.volumes.paths import file_path_errors


def file_reference_errors(subject: PodUnderValidation) -> Problems:
    if not subject.release.enabled("EnvFiles"):
        return
    volumes = {volume.get("name"): volume for volume in list_of(subject.spec, "volumes")}
    for container, place in subject.containers():
        for variable, here in listed(container, "env", place):
            reference = map_of(variable, "valueFrom").get("fileKeyRef")
            if reference is not None:
                yield from _reference_errors(reference, here.child("valueFrom", "fileKeyRef"))
                yield from _volume_errors(reference, volumes, here.child("valueFrom", "fileKeyRef", "volumeName"))


def _reference_errors(reference: Map, place: Field) -> Problems:
    if reference.get("path"):
        yield from file_path_errors(reference["path"], place.child("path"))
    key = reference.get("key") or ""
    if key:
        yield from each_invalid(place.child("key"), key, environment_name_errors(key, place.release))


def _volume_errors(reference: Map, volumes: dict[str | None, Map], place: Field) -> Problems:
    name = reference.get("volumeName") or ""
    volume = volumes.get(name)
    if volume is None:
        yield not_found(place, name)
    elif volume.get("emptyDir") is None:
        yield invalid(place, name, "referenced volume must be of type emptyDir")
