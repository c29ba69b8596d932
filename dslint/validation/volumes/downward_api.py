"""Validation of downward API volumes.

Kubernetes: validateDownwardAPIVolumeFile. Its errors omit the index of the file.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, invalid, required
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map
from dslint.validation.container.field_references import (
    VOLUME_FIELDS,
    field_reference_errors,
    resource_reference_errors,
)
from dslint.validation.pod.pod_under_validation import listed


def downward_api_errors(source: Map, place: Field) -> Problems:
    for file, here in listed(source, "items", place):
        yield from downward_api_file_errors(file, here.called(place.field))


def downward_api_file_errors(file: Map, place: Field) -> Problems:
    """Errors of a file. `place` has the path of the file and the name of the source."""
    field, resource = file.get("fieldRef"), file.get("resourceFieldRef")
    if field is not None:
        yield from field_reference_errors(field, place.child("fieldRef"), VOLUME_FIELDS)
        if resource is not None:
            yield invalid(place, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously")
    elif resource is not None:
        yield from resource_reference_errors(resource, place.child("resourceFieldRef"), in_volume=True)
    else:
        yield required(place, "one of fieldRef and resourceFieldRef is required")
