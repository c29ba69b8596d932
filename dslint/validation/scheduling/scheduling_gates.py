"""Scheduling gates: each once, and none on a pod that has its node already."""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, duplicate, forbidden
from dslint.kubernetes.field_path import Field
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed


def scheduling_gate_errors(subject: PodUnderValidation) -> Problems:
    seen: dict[str, Field] = {}
    for gate, place in listed(subject.spec, "schedulingGates", subject.place):
        name = gate.get("name") or ""
        # The server names the gate, not its name.
        here = place.child("name").called(place.field)
        if name in seen:
            yield duplicate(here, name, first=seen[name])
        seen.setdefault(name, place)
    if seen and subject.spec.get("nodeName") and not subject.template:
        yield forbidden(subject.place.child("nodeName"), "cannot be set until all schedulingGates have been cleared")
