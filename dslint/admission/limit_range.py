"""A LimitRange fills in requests and limits of containers, and refuses pods outside its bounds.

Kubernetes: plugin/pkg/admission/limitranger/admission.go, pkg/apis/core/v1/defaults.go (SetDefaults_LimitRangeItem).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dslint.admission.limit_range_constraints import violations
from dslint.admission.lister import Lister
from dslint.admission.refusal import Admitted, Refusal
from dslint.admission.resource_amounts import Amount, amounts, pod_amounts
from dslint.kubernetes.release import Release

PLUGIN = "LimitRanger"
CONTAINERS = ("initContainers", "containers")

Amounts = dict[str, Any]
"""Quantities by resource, as written."""


def admit(pod: dict[str, Any], cluster: Lister, _release: Release) -> Admitted:
    """The pod with the defaults of each LimitRange in its namespace; the first that has one for a resource holds."""
    filled = pod
    for limit_range in _ranges(pod, cluster):
        items = [item for item in _items(limit_range) if item.get("type") == "Container"]
        filled = _with_defaults(filled, _merged(_default_limits, items), _merged(_default_requests, items))
    return pod if filled is pod else _beyond_its_limit(filled) or filled


def judge(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """The pod as it is; refused where it lies outside of what the namespace's LimitRanges allow."""
    for limit_range in _ranges(pod, cluster):
        # Several containers that break one bound are one message.
        messages = list(
            dict.fromkeys(message for item in _items(limit_range) for message in _of_item(item, pod, release))
        )
        if messages:
            said = messages[0] if len(messages) == 1 else f"[{', '.join(messages)}]"
            return Refusal(PLUGIN, said, ("spec", "containers"))
    return pod


def _ranges(pod: dict[str, Any], cluster: Lister) -> Iterator[dict[str, Any]]:
    namespace = pod["metadata"].get("namespace") or "default"
    for limit_range in cluster.of_kind("LimitRange"):
        if (limit_range["metadata"].get("namespace") or "default") == namespace:
            yield limit_range


def _items(limit_range: dict[str, Any]) -> list[dict[str, Any]]:
    return (limit_range.get("spec") or {}).get("limits") or []


def _default_limits(item: dict[str, Any]) -> Amounts:
    return {**(item.get("max") or {}), **(item.get("default") or {})}


def _default_requests(item: dict[str, Any]) -> Amounts:
    # A default limit is a default request too, and what is left takes the minimum.
    return {**(item.get("min") or {}), **_default_limits(item), **(item.get("defaultRequest") or {})}


def _merged(of_item: Callable[[dict[str, Any]], Amounts], items: list[dict[str, Any]]) -> Amounts:
    """Over the items of one LimitRange: the last that names a resource holds."""
    return {name: amount for item in items for name, amount in of_item(item).items()}


def _with_defaults(pod: dict[str, Any], limits: Amounts, requests: Amounts) -> dict[str, Any]:
    if not limits and not requests:
        return pod
    spec = dict(pod["spec"])
    for field in CONTAINERS:
        if spec.get(field):
            spec[field] = [_filled(container, limits, requests) for container in spec[field]]
    return {**pod, "spec": spec}


def _filled(container: dict[str, Any], limits: Amounts, requests: Amounts) -> dict[str, Any]:
    resources = container.get("resources") or {}
    filled = {
        **resources,
        "limits": {**limits, **(resources.get("limits") or {})},
        "requests": {**requests, **(resources.get("requests") or {})},
    }
    return {**container, "resources": filled}


def _beyond_its_limit(pod: dict[str, Any]) -> Refusal | None:
    """The server validates what the defaults made: a default limit below the container's own request is an error."""
    for field in CONTAINERS:
        for index, container in enumerate(pod["spec"].get(field) or ()):
            resources = container["resources"]
            for name, request in sorted(resources["requests"].items()):
                limit = resources["limits"].get(name)
                if limit is not None and Amount.of(request).exact > Amount.of(limit).exact:
                    path = ("spec", field, index, "resources", "requests")
                    message = (
                        f'spec.{field}[{index}].resources.requests: Invalid value: "{Amount.of(request)}": '
                        f"must be less than or equal to {name} limit of {Amount.of(limit)}"
                    )
                    return Refusal(PLUGIN, message, path, reason="Invalid")
    return None


def _of_item(item: dict[str, Any], pod: dict[str, Any], release: Release) -> Iterator[str]:
    spec = pod["spec"]
    if item.get("type") == "Pod":
        yield from violations(item, pod_amounts(spec, "requests", release), pod_amounts(spec, "limits", release))
    if item.get("type") != "Container":
        return
    for container in [*(spec.get("containers") or ()), *(spec.get("initContainers") or ())]:
        resources = container.get("resources") or {}
        yield from violations(item, amounts(resources.get("requests")), amounts(resources.get("limits")))
