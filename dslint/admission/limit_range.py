"""LimitRanger: a LimitRange sets requests and limits of containers, and bounds those of pods.

Kubernetes: plugin/pkg/admission/limitranger/admission.go (minConstraint, maxConstraint,
limitRequestRatioConstraint), pkg/apis/core/v1/defaults.go (SetDefaults_LimitRangeItem).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.admission.plugin import Admitted, Lister, forbidden
from dslint.admission.resource_amounts import Amount, Amounts, amounts, pod_amounts
from dslint.kubernetes.release import Release

CODE = "LimitRange"
CONTAINER = "Container"
CONTAINERS = ("initContainers", "containers")

Quantities = dict[str, Any]
"""Quantities by resource, as written."""

_Constraint = Callable[[str, Amount, Amount | None, Amount | None], str | None]


def admit(pod: dict[str, Any], cluster: Lister, _release: Release) -> Admitted:
    """The pod with the defaults of each LimitRange in its namespace; the first default for a resource counts.

    The result may be invalid: a default limit below the container's own request, or requests above those of the pod.
    """
    return next((filled for _, filled in reversed(list(filled_by(pod, cluster)))), pod)


def filled_by(pod: dict[str, Any], cluster: Lister) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of each LimitRange in the pod's namespace, and the pod with its defaults and those before it."""
    filled = pod
    for limit_range in _ranges(pod, cluster):
        items = [item for item in _items(limit_range) if item.get("type") == CONTAINER]
        filled = _with_defaults(filled, _merged(default_limits, items), _merged(default_requests, items))
        yield limit_range["metadata"]["name"], filled


def validate(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:
    """The pod unchanged, or why the namespace's LimitRanges do not allow it."""
    for limit_range in _ranges(pod, cluster):
        # Several containers outside the same bound are one message.
        messages = list(
            dict.fromkeys(message for item in _items(limit_range) for message in _of_item(item, pod, release))
        )
        if messages:
            message = messages[0] if len(messages) == 1 else f"[{', '.join(messages)}]"
            return forbidden(CODE, pod, message, ("spec", "containers"))
    return pod


def _ranges(pod: dict[str, Any], cluster: Lister) -> Iterator[dict[str, Any]]:
    namespace = pod["metadata"].get("namespace") or "default"
    for limit_range in cluster.of_kind("LimitRange"):
        if (limit_range["metadata"].get("namespace") or "default") == namespace:
            yield limit_range


def _items(limit_range: dict[str, Any]) -> list[dict[str, Any]]:
    return (limit_range.get("spec") or {}).get("limits") or []


def default_limits(item: Mapping[str, Any]) -> Quantities:
    return {**(item.get("max") or {}), **(item.get("default") or {})}


def default_requests(item: Mapping[str, Any]) -> Quantities:
    # A default limit is a default request too; the minimum is the default of the rest.
    return {**(item.get("min") or {}), **default_limits(item), **(item.get("defaultRequest") or {})}


def _merged(of_item: Callable[[Mapping[str, Any]], Quantities], items: list[dict[str, Any]]) -> Quantities:
    """The amounts of all items of one LimitRange; of two for the same resource, the last counts."""
    return {name: amount for item in items for name, amount in of_item(item).items()}


def _with_defaults(pod: dict[str, Any], limits: Quantities, requests: Quantities) -> dict[str, Any]:
    if not limits and not requests:
        return pod
    spec = dict(pod["spec"])
    for field in CONTAINERS:
        if spec.get(field):
            spec[field] = [_filled(container, limits, requests) for container in spec[field]]
    return {**pod, "spec": spec}


def _filled(container: dict[str, Any], limits: Quantities, requests: Quantities) -> dict[str, Any]:
    resources = container.get("resources") or {}
    filled = {
        **resources,
        "limits": {**limits, **(resources.get("limits") or {})},
        "requests": {**requests, **(resources.get("requests") or {})},
    }
    return {**container, "resources": filled}


def _of_item(item: dict[str, Any], pod: dict[str, Any], release: Release) -> Iterator[str]:
    spec = pod["spec"]
    if item.get("type") == "Pod":
        yield from _violations(item, pod_amounts(spec, "requests", release), pod_amounts(spec, "limits", release))
    if item.get("type") != CONTAINER:
        return
    for container in [*(spec.get("containers") or ()), *(spec.get("initContainers") or ())]:
        resources = container.get("resources") or {}
        yield from _violations(item, amounts(resources.get("requests")), amounts(resources.get("limits")))


def _violations(item: dict[str, Any], requests: Amounts, limits: Amounts) -> Iterator[str]:
    """The messages for requests and limits outside the bounds of one item, by resource name."""
    kind = item.get("type") or ""
    for field, constraint in _CONSTRAINTS.items():
        for name, enforced in sorted(amounts(item.get(field)).items()):
            message = constraint(f"per {kind} is {enforced}", enforced, requests.get(name), limits.get(name))
            if message:
                yield f"{_BOUNDS[field].format(name)} {message}"


def _minimum(bound: str, enforced: Amount, request: Amount | None, limit: Amount | None) -> str | None:
    if request is None:
        return f"{bound}.  No request is specified"
    if request.exact < enforced.exact:
        return f"{bound}, but request is {request}"
    if limit is not None and limit.exact < enforced.exact:
        return f"{bound}, but limit is {limit}"
    return None


def _maximum(bound: str, enforced: Amount, request: Amount | None, limit: Amount | None) -> str | None:
    if limit is None:
        return f"{bound}.  No limit is specified"
    if limit.exact > enforced.exact:
        return f"{bound}, but limit is {limit}"
    if request is not None and request.exact > enforced.exact:
        return f"{bound}, but request is {request}"
    return None


def _ratio(bound: str, enforced: Amount, request: Amount | None, limit: Amount | None) -> str | None:
    if request is None or not request.exact:
        return f"{bound}, but no request is specified or request is 0"
    if limit is None or not limit.exact:
        return f"{bound}, but no limit is specified or limit is 0"
    ratio = limit.exact / request.exact
    return f"{bound}, but provided ratio is {float(ratio):f}" if ratio > enforced.exact else None


_CONSTRAINTS: dict[str, _Constraint] = {"min": _minimum, "max": _maximum, "maxLimitRequestRatio": _ratio}
_BOUNDS = {
    "min": "minimum {} usage",
    "max": "maximum {} usage",
    "maxLimitRequestRatio": "{} max limit to request ratio",
}
