"""Resources of a container: names, amounts, and requests against limits.

Kubernetes: ValidateContainerResourceRequirements and the helpers of pkg/apis/core/helper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from dslint.findings import Related
from dslint.kubernetes.field_errors import Problems, forbidden, invalid, required
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import Quantity, ResourceName
from dslint.kubernetes.names import label_key_errors
from dslint.kubernetes.quantity import QuantityError, is_usual, parse, usual_milli
from dslint.kubernetes.quantity_text import canonical, rounded_to_milli
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.behaviours import HUGEPAGES_MULTIPLES, HUGEPAGES_NEED_COMPUTE, LIMIT_IS_NAMED
from dslint.validation.container.resource_names import (
    COMPUTE,
    CONTAINER_RESOURCES,
    container_resource_errors,
    is_hugepages,
    is_integral,
    may_be_overcommitted,
)
from dslint.validation.pod.pod_under_validation import PodUnderValidation

if TYPE_CHECKING:
    from fractions import Fraction

REQUEST_ABOVE_LIMIT = "DS240"


def resource_errors(
    resources: Map,
    place: Field,
    subject: PodUnderValidation,
    name_problems: Callable[[str, Field], Problems] | None = None,
) -> Problems:
    """Errors of resources. `name_problems` validates a resource's name; default: as a container's resource."""
    yield from amount_errors(resources, place, name_problems)
    yield from claim_errors(resources, place, subject)


def amount_errors(
    resources: Map, place: Field, name_problems: Callable[[str, Field], Problems] | None = None
) -> Problems:
    """Errors of requests and limits, which do not depend on the rest of the pod."""
    named = name_problems or container_name_problems
    limits, requests = map_of(resources, "limits"), map_of(resources, "requests")
    for kind, amounts in (("limits", limits), ("requests", requests)):
        for name, quantity in amounts.items():
            if name_problems is None and name in CONTAINER_RESOURCES and is_usual(quantity):
                continue  # as hardly any is not
            here = place.child(kind).key(name)
            yield from named(name, here)
            yield from _amount_errors(name, quantity, here)
    yield from _request_errors(requests, limits, place)
    yield from _hugepages_errors((*limits, *requests), place)


def claim_errors(resources: Map, place: Field, subject: PodUnderValidation) -> Problems:
    if resources.get("claims") and subject.release.enabled("DynamicResourceAllocation"):
        from dslint.validation.pod.resource_claims import claim_reference_errors

        yield from claim_reference_errors(list_of(resources, "claims"), place.child("claims"), subject)


def container_name_problems(name: str, place: Field) -> Problems:
    for error in label_key_errors(name, place.release):
        yield invalid(place, ResourceName(name), error, at="key")
    for error in container_resource_errors(name, readable=not label_key_errors(name, place.release)):
        yield invalid(place, ResourceName(name), error, at="key")


def amount(quantity: str | float) -> Fraction | None:
    """The amount; None for an invalid quantity, which the decoder reports."""
    try:
        return parse(str(quantity))
    except QuantityError:
        return None


def _amount_errors(name: str, quantity: str | float, place: Field) -> Problems:
    value = amount(quantity)
    if value is None:
        return
    if value < 0:
        yield invalid(place, rounded_to_milli(quantity), "must be greater than or equal to 0")
    if is_integral(name) and value.denominator != 1:
        yield invalid(place, Quantity(str(quantity)), "must be an integer")
    if is_hugepages(name) and place.release.has(HUGEPAGES_MULTIPLES) and not _fits_pages(name, value):
        text = rounded_to_milli(quantity)
        yield invalid(place, text, f"{text} is not positive integer multiple of {name}")


def _fits_pages(name: str, value: Fraction) -> bool:
    page = amount(name.removeprefix("hugepages-"))
    if page is None or page <= 0 or page.denominator != 1:
        return False
    return value % page == 0


def _request_errors(requests: Mapping[str, str], limits: Mapping[str, str], place: Field) -> Problems:
    """Errors of requests, which the API server reports at `requests` as a whole."""
    for name, quantity in requests.items():
        if name not in limits:
            if not may_be_overcommitted(name):
                yield required(place.child("limits"), "Limit must be set for non overcommitable resources")
            continue
        low, high = usual_milli(quantity), usual_milli(limits[name])
        if low is not None and high is not None and (low == high or (low < high and may_be_overcommitted(name))):
            continue  # as nearly all do
        request, limit = amount(quantity), amount(limits[name])
        if request is None or limit is None:
            continue
        relation = "be equal to" if not may_be_overcommitted(name) else "be less than or equal to"
        if (request != limit and not may_be_overcommitted(name)) or request > limit:
            shown_limit = f" of {rounded_to_milli(limits[name])}" if place.release.has(LIMIT_IS_NAMED) else ""
            detail = f"must {relation} {name} limit{shown_limit}"
            # The related place also tells a limit that cannot be read, which counts as 0, from one that is too low.
            related = (Related("the limit", place.child("limits").key(name).path),)
            here = place.child("requests").key(name).called(f"{place.field}.requests")
            yield invalid(here, rounded_to_milli(quantity), detail, code=REQUEST_ABOVE_LIMIT, related=related)


def _hugepages_errors(names: Sequence[str], place: Field) -> Problems:
    pages = any(map(is_hugepages, names))
    if pages and not any(name in COMPUTE for name in names) and place.release.has(HUGEPAGES_NEED_COMPUTE):
        yield forbidden(place, "HugePages require cpu or memory")


__all__ = ["amount", "canonical", "container_name_problems", "resource_errors"]
