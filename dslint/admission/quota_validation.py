"""The errors of a ResourceQuota: resources that it cannot count, and scopes that do not go with its resources.

Kubernetes: pkg/apis/core/validation/validation.go (ValidateResourceQuotaSpec), pkg/apis/core/helper/helpers.go.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dslint.admission.resource_amounts import amounts

COMPUTE = frozenset({"cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"})
OBJECTS = frozenset(
    {
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "persistentvolumeclaims",
        "configmaps",
        "services.nodeports",
        "services.loadbalancers",
    }
)
STORAGE = frozenset({"ephemeral-storage", "requests.storage", "requests.ephemeral-storage", "limits.ephemeral-storage"})
STANDARD = COMPUTE | OBJECTS | STORAGE
HUGEPAGES = ("hugepages-", "requests.hugepages-")
WITH_PODS = frozenset({"pods"})
CLAIMS = frozenset({"persistentvolumeclaims", "requests.storage"})

RESOURCES_BY_SCOPE = {
    "Terminating": WITH_PODS | COMPUTE,
    "NotTerminating": WITH_PODS | COMPUTE,
    "BestEffort": WITH_PODS,
    "NotBestEffort": WITH_PODS | COMPUTE,
    "PriorityClass": WITH_PODS | COMPUTE,
    "CrossNamespacePodAffinity": WITH_PODS | COMPUTE,
    "VolumeAttributesClass": CLAIMS,
}
"""The standard resources that a quota with the scope may have; it may have any other."""

WITH_VALUES = frozenset({"PriorityClass", "VolumeAttributesClass"})
"""Scopes that take other operators than Exists."""

CONFLICTS = (frozenset({"BestEffort", "NotBestEffort"}), frozenset({"Terminating", "NotTerminating"}))


def errors(quota: Mapping[str, Any]) -> Iterator[str]:
    """The errors with their fields, as the API server writes them."""
    spec = quota.get("spec") or {}
    yield from _amount_errors(spec)
    scopes = spec.get("scopes") or []
    shown = json.dumps(scopes, separators=(",", ":"))
    for message in _scope_errors(scopes, spec.get("hard") or {}):
        yield f"spec.scopes: Invalid value: {shown}: {message}"
    selector = spec.get("scopeSelector")
    yield from _selector_errors(selector, spec.get("hard") or {}) if selector else ()


def _amount_errors(spec: Mapping[str, Any]) -> Iterator[str]:
    for name, amount in sorted(amounts(spec.get("hard")).items()):
        place = f"spec.hard[{name}]"
        # Others are counted by a name with a domain or a group: requests.example.com/gpu, count/pods.
        if "/" not in name and not _is_standard(name):
            yield f'{place}: Invalid value: "{name}": must be a standard resource for quota'
        if amount.exact < 0:
            yield f'{place}: Invalid value: "{amount}": must be greater than or equal to 0'
        if name in OBJECTS and amount.exact.denominator != 1:
            yield f'{place}: Invalid value: "{amount}": must be an integer'


def _is_standard(name: str) -> bool:
    return name in STANDARD or name.startswith(HUGEPAGES)


def _scope_errors(scopes: Iterable[str], hard: Iterable[str]) -> Iterator[str]:
    scopes = list(scopes)
    for scope in scopes:
        if scope not in RESOURCES_BY_SCOPE:
            yield "unsupported scope"
        yield from ("unsupported scope applied to resource" for name in sorted(hard) if not _fits(scope, name))
    if any(pair <= set(scopes) for pair in CONFLICTS):
        yield "conflicting scopes"


def _fits(scope: str, resource: str) -> bool:
    return not _is_standard(resource) or resource in RESOURCES_BY_SCOPE.get(scope, STANDARD)


def _selector_errors(selector: Mapping[str, Any], hard: Iterable[str]) -> Iterator[str]:
    place = "spec.scopeSelector.matchExpressions"
    requirements = selector.get("matchExpressions") or []
    shown = json.dumps({"MatchExpressions": [_internal(item) for item in requirements]}, separators=(",", ":"))
    for message in _scope_errors([str(item.get("scopeName") or "") for item in requirements], hard):
        yield f"{place}: Invalid value: {shown}: {message}"
    for item in requirements:
        yield from _requirement_errors(item, place)


def _requirement_errors(item: Mapping[str, Any], place: str) -> Iterator[str]:
    scope, operator, values = item.get("scopeName"), item.get("operator"), item.get("values") or []
    if scope not in WITH_VALUES and operator != "Exists":
        yield f"{place}.operator: Invalid value: \"{operator}\": must be 'Exist' when scope is {scope}"
    if operator in ("In", "NotIn"):
        if not values:
            yield f"{place}.values: Required value: must be at least one value when `operator` is 'In' or 'NotIn'"
    elif operator in ("Exists", "DoesNotExist"):
        if values:
            yield f"{place}.values: Invalid value: must be no value when `operator` is 'Exists' or 'DoesNotExist'"
    else:
        yield f'{place}.operator: Invalid value: "{operator}": not a valid selector operator'


def _internal(item: Mapping[str, Any]) -> dict[str, Any]:
    """A requirement with Go's names, as errors print it."""
    return {"ScopeName": item.get("scopeName"), "Operator": item.get("operator"), "Values": item.get("values")}
