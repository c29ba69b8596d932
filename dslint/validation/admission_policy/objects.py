"""Validation of a ValidatingAdmissionPolicy or its binding as a whole."""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.admission_policy.binding import binding_errors
from dslint.validation.admission_policy.policy import policy_errors
from dslint.validation.metadata import metadata_errors


def admission_policy_errors(value: Map, top: Field) -> Problems:
    """Errors of a policy or a binding after defaulting. Both are of the cluster: a namespace is dropped."""
    metadata = {key: item for key, item in map_of(value, "metadata").items() if key != "namespace"}
    yield from metadata_errors(metadata, top.child("metadata"), keeps_generation=False)
    if value.get("kind") == "ValidatingAdmissionPolicy":
        yield from policy_errors(value, top)
    else:
        yield from binding_errors(map_of(value, "spec"), top.child("spec"))
