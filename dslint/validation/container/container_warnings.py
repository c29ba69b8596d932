"""Warnings of containers: parts of bytes, and variables that hide others."""

from __future__ import annotations

from dslint.findings import Problem, Related
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.container.resource_warnings import fraction_warnings
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

HIDDEN_VARIABLE = "DS309"


def container_warnings(subject: PodUnderValidation) -> Problems:
    for container, place in subject.containers():
        for kind in ("limits", "requests"):
            amounts = map_of(container, "resources", kind)
            yield from fraction_warnings(amounts, place.child("resources", kind))
        yield from _variable_warnings(container, place)


def _variable_warnings(container: Map, place: Field) -> Problems:
    first: dict[str, Field] = {}
    for variable, here in listed(container, "env", place):
        name = variable.get("name") or ""
        if name in first and _hides(variable, name):
            message = f"hides previous definition of {quoted(name)}, which may be dropped when using apply"
            related = (Related("the first definition", first[name].path),)
            yield Problem(HIDDEN_VARIABLE, message, here.path, here.field, related=related)
        first.setdefault(name, here)


def _hides(variable: Map, name: str) -> bool:
    """A value that goes on from the one before is meant: PATH=$(PATH):/opt/bin."""
    value, reference = variable.get("value") or "", f"$({name})"
    return variable.get("valueFrom") is not None or value == reference or reference not in value
