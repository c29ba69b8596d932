"""The bounds of a LimitRange and what the server says of amounts outside of them.

Kubernetes: plugin/pkg/admission/limitranger/admission.go (minConstraint, maxConstraint, limitRequestRatioConstraint).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dslint.admission.resource_amounts import Amount, Amounts, amounts

Constraint = Callable[[str, Amount, Amount | None, Amount | None], str | None]


def violations(item: dict[str, Any], requests: Amounts, limits: Amounts) -> Iterator[str]:
    """What one item of a LimitRange has against these requests and limits, resources in the order of their names."""
    kind = item.get("type") or ""
    for field, constraint in CONSTRAINTS.items():
        for name, enforced in sorted(amounts(item.get(field)).items()):
            said = constraint(f"per {kind} is {enforced}", enforced, requests.get(name), limits.get(name))
            if said:
                yield f"{_SUBJECT[field].format(name)} {said}"


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


CONSTRAINTS: dict[str, Constraint] = {"min": _minimum, "max": _maximum, "maxLimitRequestRatio": _ratio}
_SUBJECT = {
    "min": "minimum {} usage",
    "max": "maximum {} usage",
    "maxLimitRequestRatio": "{} max limit to request ratio",
}
