"""Validation of resize policies: one for each resource.

Kubernetes: validateResizePolicy. Its errors name the list.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import Problems, duplicate, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import GoStruct
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.raw_values import Map, list_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed, restarts_always

RESOURCES = ("cpu", "memory")
POLICIES = ("NotRequired", "RestartContainer")


def resize_policy_errors(container: Map, place: Field, subject: PodUnderValidation) -> Problems:
    seen: dict[str, Field] = {}
    field = f"{place.field}.resizePolicy"
    for policy, here in listed(container, "resizePolicy", place):
        resource = policy.get("resourceName") or ""
        if resource in seen:
            yield duplicate(here, resource, first=seen[resource])
        seen.setdefault(resource, here)
        yield from _choice_errors(resource, here.child("resourceName").called(field), RESOURCES)
        restart = policy.get("restartPolicy") or ""
        yield from _choice_errors(restart, here.child("restartPolicy").called(field), POLICIES)
        if subject.spec.get("restartPolicy") == "Never" and restart != POLICIES[0]:
            detail = "must be 'NotRequired' when `restartPolicy` is 'Never'"
            yield invalid(here.child("restartPolicy").called(field), restart, detail)
    passing = place.path[-2] == "initContainers" and not restarts_always(container)
    if passing and seen:
        given = _policies_value(list_of(container, "resizePolicy"))
        yield invalid(place.child("resizePolicy"), given, "must not be set for init containers")


def _policies_value(policies: Sequence[Map]) -> GoStruct:
    """Policies in the internal API."""
    pairs = [(policy.get("resourceName") or "", policy.get("restartPolicy") or "") for policy in policies]
    inside = ", ".join(
        f"core.ContainerResizePolicy{{ResourceName:{quoted(name)}, RestartPolicy:{quoted(restart)}}}"
        for name, restart in pairs
    )
    shown = [{"ResourceName": name, "RestartPolicy": restart} for name, restart in pairs]
    return GoStruct(shown, f"[]core.ContainerResizePolicy{{{inside}}}")


def _choice_errors(value: str, place: Field, choices: tuple[str, ...]) -> Problems:
    if not value:
        yield required(place)
    elif value not in choices:
        yield unsupported(place, value, choices)
