"""Quality of service: BestEffort, Burstable, Guaranteed.

Kubernetes: pkg/apis/core/v1/helper/qos/qos.go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dslint.kubernetes.quantity import parse

BEST_EFFORT = "BestEffort"
BURSTABLE = "Burstable"
GUARANTEED = "Guaranteed"

COUNTED = ("cpu", "memory")


def quality_of_service(spec: Mapping[str, Any]) -> str:
    """The QoS class of a pod's spec after defaulting; pod-level resources take precedence."""
    pod_level = spec.get("resources")
    if pod_level:
        return _class_of([pod_level])
    containers = [*(spec.get("containers") or ()), *(spec.get("initContainers") or ())]
    return _class_of([container.get("resources") or {} for container in containers])


def _class_of(resources: Iterable[Mapping[str, Any]]) -> str:
    parts = [(_amounts(item.get("requests")), _amounts(item.get("limits"))) for item in resources]
    if not any(requests or limits for requests, limits in parts):
        return BEST_EFFORT
    guaranteed = all(len(limits) == len(COUNTED) for _, limits in parts)
    totals: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for part in parts:
        for total, amounts in zip(totals, part, strict=True):
            for name, amount in amounts.items():
                total[name] = total.get(name, 0) + amount
    return GUARANTEED if guaranteed and totals[0] == totals[1] else BURSTABLE


def _amounts(raw: Any) -> dict[str, Any]:
    return {name: parse(raw[name]) for name in COUNTED if raw and raw.get(name) is not None and parse(raw[name]) > 0}
