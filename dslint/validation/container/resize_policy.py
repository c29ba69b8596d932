"""Validation of resize policies: one for each resource.

Kubernetes: validateResizePolicy. Its errors name the list.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import Problems, duplicate, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import GoStruct, ResourceName
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.raw_values import Map, list_of
from dslint.validation.behaviours import (
    INIT_CONTAINERS_RESIZE,
    INIT_CONTAINERS_RESIZE_IN_KUBELETS,
    INIT_RESTART_TO_RESIZE_REFUSED,
)
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed, restarts_always

RESOURCES = ("cpu", "memory")
RESTART = "RestartContainer"
POLICIES = ("NotRequired", RESTART)
RESTART_REFUSED = "must not be set to 'RestartContainer' for non-sidecar initContainers"


def resize_policy_errors(container: Map, place: Field, subject: PodUnderValidation) -> Problems:
    seen: dict[str, Field] = {}
    field = f"{place.field}.resizePolicy"
    for policy, here in listed(container, "resizePolicy", place):
        resource = policy.get("resourceName") or ""
        if resource in seen:
            yield duplicate(here, ResourceName(resource), first=seen[resource])
        seen.setdefault(resource, here)
        yield from _choice_errors(ResourceName(resource), here.child("resourceName").called(field), RESOURCES)
        restart = policy.get("restartPolicy") or ""
        yield from _choice_errors(restart, here.child("restartPolicy").called(field), POLICIES)
        if subject.spec.get("restartPolicy") == "Never" and restart != POLICIES[0]:
            detail = "must be 'NotRequired' when `restartPolicy` is 'Never'"
            yield invalid(here.child("restartPolicy").called(field), restart, detail)
    if seen and place.path[-2] == "initContainers":
        yield from _init_errors(container, place, subject)


def _init_errors(container: Map, place: Field, subject: PodUnderValidation) -> Problems:
    """Old servers accept policies of no init container, new ones no restart of those that end."""
    resizes = INIT_CONTAINERS_RESIZE_IN_KUBELETS if subject.by_kubelet else INIT_CONTAINERS_RESIZE
    if not place.release.has(resizes):
        given = _policies_value(list_of(container, "resizePolicy"))
        yield invalid(place.child("resizePolicy"), given, "must not be set for init containers")
    if restarts_always(container) or not place.release.has(INIT_RESTART_TO_RESIZE_REFUSED) or _stored(subject):
        return
    for policy, here in listed(container, "resizePolicy", place):
        if policy.get("restartPolicy") == RESTART:
            yield invalid(here.child("restartPolicy"), RESTART, RESTART_REFUSED)


def _stored(subject: PodUnderValidation) -> bool:
    """Whether the stored pod already has an init container that is restarted to be resized; then it is allowed."""
    return any(
        policy.get("restartPolicy") == RESTART
        for container in list_of(subject.old or {}, "initContainers")
        if not restarts_always(container)
        for policy in list_of(container, "resizePolicy")
    )


def _policies_value(policies: Sequence[Map]) -> GoStruct:
    """Policies in the internal API."""
    pairs = [(policy.get("resourceName") or "", policy.get("restartPolicy") or "") for policy in policies]
    inside = ", ".join(
        f"core.ContainerResizePolicy{{ResourceName:{quoted(name)}, RestartPolicy:{quoted(restart)}}}"
        for name, restart in pairs
    )
    shown = [{"ResourceName": name, "RestartPolicy": restart} for name, restart in pairs]
    return GoStruct(shown, f"[]core.ContainerResizePolicy{{{inside}}}")


def _choice_errors(value: str | ResourceName, place: Field, choices: tuple[str, ...]) -> Problems:
    text = value if isinstance(value, str) else value.value
    if not text:
        yield required(place)
    elif text not in choices:
        yield unsupported(place, value, choices)
