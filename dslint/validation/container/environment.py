"""Environment variables and their sources, including files in an emptyDir volume.

Kubernetes: ValidateEnv, validateEnvVarValueFrom, ValidateEnvFrom and validateFileKeyRefVolumes. Errors about several
sources at once print an empty value.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, each_invalid, invalid, not_found
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import ENVIRONMENT_NAME, RELAXED_ENVIRONMENT_NAME, environment_name_errors, fits
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.behaviours import FILE_KEY_REFERENCES, RELAXED_ENVIRONMENT_NAMES
from dslint.validation.container.field_references import (
    ENVIRONMENT_FIELDS,
    field_reference_errors,
    resource_reference_errors,
)
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.volumes.paths import file_path_errors

SOURCES = ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")
TOO_MANY = "may not have more than one field specified at a time"


def environment_errors(container: Map, place: Field) -> Problems:
    for position, variable in enumerate(container.get("env") or ()):
        if variable is None:
            continue
        if not _is_plain(variable.get("name") or ""):
            yield from _strict_name_errors(variable["name"], place.item("env", position).child("name"))
        if variable.get("valueFrom") is not None:
            yield from _source_errors(variable, place.item("env", position).child("valueFrom"))
    for source, here in listed(container, "envFrom", place):
        if not _is_plain(source.get("prefix") or ""):
            yield from _strict_name_errors(source["prefix"], here.child("prefix"))
        given = [name for name in ("configMapRef", "secretRef") if source.get(name) is not None]
        named = here.called(f"{place.field}.envFrom")
        if not given:
            yield invalid(named, "", "must specify one of: `configMapRef` or `secretRef`")
        elif len(given) > 1:
            yield invalid(named, "", TOO_MANY)


def _is_plain(name: str) -> bool:
    """Whether it is no name at all, or a valid one in each release."""
    return not name or (fits(ENVIRONMENT_NAME, name) and not name.startswith(".."))


def _strict_name_errors(name: str, place: Field) -> Problems:
    """Names that the schema of a release with relaxed names accepts, while they are not relaxed here."""
    if not fits(RELAXED_ENVIRONMENT_NAME, name):
        return
    strict = not place.release.enabled("RelaxedEnvironmentVariableValidation")
    if strict and place.release.has(RELAXED_ENVIRONMENT_NAMES):
        yield from each_invalid(place, name, environment_name_errors(name, place.release))


def _source_errors(variable: Map, place: Field) -> Problems:
    source = variable["valueFrom"]
    given = [name for name in SOURCES if source.get(name) is not None]
    if source.get("fieldRef") is not None:
        yield from field_reference_errors(source["fieldRef"], place.child("fieldRef"), ENVIRONMENT_FIELDS)
    if source.get("resourceFieldRef") is not None:
        here = place.child("resourceFieldRef")
        yield from resource_reference_errors(source["resourceFieldRef"], here, in_volume=False)
    if not given:
        yield invalid(place, "", f"must specify one of: {_named(place)}")
    elif variable.get("value"):
        yield invalid(place, "", "may not be specified when `value` is not empty")
    elif len(given) > 1:
        yield invalid(place, "", TOO_MANY)


def _named(place: Field) -> str:
    names = SOURCES if place.release.has(FILE_KEY_REFERENCES) else SOURCES[:-1]
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} or {last}"


def file_reference_errors(subject: PodUnderValidation) -> Problems:
    if not any(map(_refers_to_file, subject.bare_containers())) or not subject.release.enabled("EnvFiles"):
        return
    volumes = {volume.get("name"): volume for volume in list_of(subject.spec, "volumes")}
    for container, place in subject.containers():
        for variable, here in listed(container, "env", place):
            reference = map_of(variable, "valueFrom").get("fileKeyRef")
            if reference is not None:
                yield from _reference_errors(reference, here.child("valueFrom", "fileKeyRef"))
                yield from _volume_errors(reference, volumes, here.child("valueFrom", "fileKeyRef", "volumeName"))


def _refers_to_file(container: Map) -> bool:
    variables = list_of(container, "env")
    return any("fileKeyRef" in variable["valueFrom"] for variable in variables if variable.get("valueFrom"))


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
