"""Environment variables and where they come from.

Kubernetes: ValidateEnv, validateEnvVarValueFrom and ValidateEnvFrom. What is said of several sources at once prints an
empty value.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map
from dslint.validation.behaviours import FILE_KEY_REFERENCES
from dslint.validation.container.field_references import (
    ENVIRONMENT_FIELDS,
    field_reference_errors,
    resource_reference_errors,
)
from dslint.validation.pod.pod_under_validation import listed

SOURCES = ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")
TOO_MANY = "may not have more than one field specified at a time"


def environment_errors(container: Map, place: Field) -> Problems:
    for variable, here in listed(container, "env", place):
        if variable.get("valueFrom") is not None:
            yield from _source_errors(variable, here.child("valueFrom"))
    for source, here in listed(container, "envFrom", place):
        given = [name for name in ("configMapRef", "secretRef") if source.get(name) is not None]
        told = here.called(f"{place.field}.envFrom")
        if not given:
            yield invalid(told, "", "must specify one of: `configMapRef` or `secretRef`")
        elif len(given) > 1:
            yield invalid(told, "", TOO_MANY)


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
