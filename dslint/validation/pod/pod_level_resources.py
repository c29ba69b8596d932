"""Validation of pod-level resources against those of the containers.

Kubernetes: validatePodResources and validatePodResourceConsistency.
"""

from __future__ import annotations

from dslint.findings import Related
from dslint.kubernetes.container_totals import aggregate
from dslint.kubernetes.field_errors import Problems, forbidden, invalid, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import ResourceName
from dslint.kubernetes.names import label_key_errors
from dslint.kubernetes.quantity_text import rounded_to_milli
from dslint.kubernetes.raw_values import map_of
from dslint.validation.container.resource_names import COMPUTE, STANDARD_RESOURCES, is_hugepages
from dslint.validation.container.resources import amount, resource_errors
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

SUPPORTED = ("cpu", "hugepages-", "memory")


def pod_level_resource_errors(subject: PodUnderValidation) -> Problems:
    resources, place = subject.spec.get("resources"), subject.place.child("resources")
    if resources is None or not subject.release.enabled("PodLevelResources"):
        return
    if resources.get("claims") is not None:
        yield forbidden(place.child("claims"), "claims may not be set for Resources at pod-level")
    if map_of(subject.spec, "os").get("name") == "windows":
        yield forbidden(place, "may not be set for a windows pod")
    yield from resource_errors({**resources, "claims": []}, place, subject, _name_problems)
    yield from _request_errors(subject, place)
    yield from _limit_errors(subject, place)


def _name_problems(name: str, place: Field) -> Problems:
    errors = label_key_errors(name, place.release)
    if not errors and "/" not in name and name not in STANDARD_RESOURCES and not is_hugepages(name):
        errors = ["must be a standard resource type or fully qualified"]
    for error in errors:
        yield invalid(place, ResourceName(name), error, at="key")
    if not errors and name not in COMPUTE and not is_hugepages(name):
        yield unsupported(place, name, SUPPORTED)


def _request_errors(subject: PodUnderValidation, place: Field) -> Problems:
    """The request of the pod must cover the sum of its containers' requests."""
    requests = map_of(subject.spec, "resources", "requests")
    for name, total in aggregate(dict(subject.spec), "requests").items():
        needed, given = amount(total), amount(requests.get(name, ""))
        if needed is None or given is None or needed <= given:
            continue
        detail = f"must be greater than or equal to aggregate container requests of {total}"
        yield invalid(place.child("requests").key(name), rounded_to_milli(requests[name]), detail)


def _limit_errors(subject: PodUnderValidation, place: Field) -> Problems:
    limits = map_of(subject.spec, "resources", "limits")
    for position, (container, here) in enumerate(listed(subject.spec, "containers", subject.place)):
        for name, quantity in map_of(container, "resources", "limits").items():
            own, whole = amount(quantity), amount(limits.get(name, ""))
            if own is None or whole is None or own <= whole:
                continue
            field_name = f"{place.field}.containers[{position}][{name}].limits"
            detail = f"must be less than or equal to pod limits of {rounded_to_milli(limits[name])}"
            own_place = here.child("resources", "limits").key(name).called(field_name)
            related = (Related("the limit of the pod", place.child("limits").key(name).path),)
            yield invalid(own_place, rounded_to_milli(quantity), detail, related=related)
