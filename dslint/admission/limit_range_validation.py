"""The errors of a LimitRange: two limits of one type, bounds that contradict each other.

Kubernetes: pkg/apis/core/validation/validation.go (ValidateLimitRange), after SetDefaults_LimitRangeItem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.admission.limit_range import CONTAINER, default_limits, default_requests
from dslint.admission.resource_amounts import Amounts, amounts

POD, CLAIM = "Pod", "PersistentVolumeClaim"
TYPES = (POD, CONTAINER, CLAIM)
STORAGE = "storage"
HUGEPAGES = "hugepages-"
OF_CONTAINERS = frozenset({"cpu", "memory", "ephemeral-storage"})

Item = Mapping[str, Any]

_ORDERED = (
    ("min", "max", "min", "min value {} is greater than max value {}"),
    ("min", "defaultRequest", "defaultRequest", "min value {} is greater than default request value {}"),
    ("defaultRequest", "max", "defaultRequest", "default request value {} is greater than max value {}"),
    ("defaultRequest", "default", "defaultRequest", "default request value {} is greater than default limit value {}"),
    ("min", "default", "default", "min value {} is greater than default value {}"),
    ("default", "max", "default", "default value {} is greater than max value {}"),
)
"""Two bounds in their order, the field that the error names, and its wording."""


def errors(limit_range: Mapping[str, Any]) -> Iterator[str]:
    """The errors with their fields, as the API server writes them."""
    types: set[str] = set()
    for index, item in enumerate((limit_range.get("spec") or {}).get("limits") or ()):
        place, type_ = f"spec.limits[{index}]", str(item.get("type") or "")
        if type_ not in TYPES and "/" not in type_:
            yield f'{place}.type: Invalid value: "{type_}": must be a standard limit type or fully qualified'
        if type_ in types:
            yield f'{place}.type: Duplicate value: "{type_}"'
        types.add(type_)
        yield from _of_item(item, type_, place)


def _of_item(item: Item, type_: str, place: str) -> Iterator[str]:
    bounds = _bounds(item, type_)
    if type_ == POD:
        for field in ("default", "defaultRequest"):
            if bounds.pop(field):
                yield f"{place}.{field}: Forbidden: may not be specified when `type` is 'Pod'"
    for field, found in bounds.items():
        for name in sorted(found) if type_ in (POD, CONTAINER) else ():
            if "/" not in name and name not in OF_CONTAINERS and not name.startswith(HUGEPAGES):
                yield f'{place}.{field}[{name}]: Invalid value: "{name}": must be a standard resource for containers'
    if type_ == CLAIM and STORAGE not in bounds["min"] and STORAGE not in bounds["max"]:
        wording = "either minimum or maximum storage value is required, but neither was provided"
        yield f"{place}.limits: Required value: {wording}"
    for name in sorted({name for found in bounds.values() for name in found}):
        yield from _contradictions(bounds, name, place)


def _bounds(item: Item, type_: str) -> dict[str, Amounts]:
    """The bounds after defaulting, which concerns containers only."""
    defaulted = dict(item)
    if type_ == CONTAINER:
        defaulted |= {"default": default_limits(item), "defaultRequest": default_requests(item)}
    fields = ("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")
    return {field: amounts(defaulted.get(field)) for field in fields}


def _contradictions(bounds: Mapping[str, Amounts], name: str, place: str) -> Iterator[str]:
    for low, high, field, wording in _ORDERED:
        lower, upper = bounds.get(low, {}).get(name), bounds.get(high, {}).get(name)
        if lower is not None and upper is not None and lower.exact > upper.exact:
            yield f'{place}.{field}[{name}]: Invalid value: "{lower}": {wording.format(lower, upper)}'
    yield from _ratio(bounds, name, f"{place}.maxLimitRequestRatio[{name}]")
    limit, request = bounds.get("default", {}).get(name), bounds.get("defaultRequest", {}).get(name)
    overcommitted = "/" not in name and not name.startswith(HUGEPAGES)
    if limit is not None and request is not None and limit.exact != request.exact and not overcommitted:
        wording = f"default value {limit} must equal to defaultRequest value {request} in {name}"
        yield f'{place}.default[{name}]: Invalid value: "{limit}": {wording}'


def _ratio(bounds: Mapping[str, Amounts], name: str, field: str) -> Iterator[str]:
    ratio, lower, upper = (bounds[key].get(name) for key in ("maxLimitRequestRatio", "min", "max"))
    if ratio is None:
        return
    if ratio.exact < 1:
        yield f'{field}: Invalid value: "{ratio}": ratio {ratio} is less than 1'
    if lower is None or upper is None or not lower.exact:
        return
    most = upper.exact / lower.exact
    if ratio.exact > most:
        yield f'{field}: Invalid value: "{ratio}": ratio {ratio} is greater than max/min = {float(most):f}'
