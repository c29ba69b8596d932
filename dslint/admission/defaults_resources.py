"""Defaults of resources: rounding to thousandths, and on Pods requests taken from limits.

Kubernetes: SetDefaults_ResourceList, SetDefaults_Pod, defaultHugePagePodLimits and defaultPodRequests.
"""

from __future__ import annotations

from fractions import Fraction

from dslint.admission.behaviours import HUGEPAGES_AT_POD_LEVEL
from dslint.admission.filling import Map, fill_absent, map_at, maps
from dslint.kubernetes.quantity import QuantityError, parse
from dslint.kubernetes.quantity_text import canonical, rounded_to_milli, written
from dslint.kubernetes.release import Release

HUGEPAGES_PREFIX = "hugepages-"
OVERCOMMITTED_AT_POD_LEVEL = ("cpu", "memory")


def round_resources(resources: Map | None) -> None:
    """Quantities finer than a thousandth are rounded up to one; others keep their writing."""
    for name, quantity in (resources or {}).items():
        if quantity is not None:
            resources[name] = rounded_to_milli(quantity)  # type: ignore[index]


def default_pod_resources(spec: Map, release: Release) -> None:
    """Pods only: a container's limits stand for missing requests, then the same for the pod's own resources."""
    for name in ("containers", "initContainers"):
        for container in maps(spec, name):
            _default_requests(map_at(container, "resources"))
    if release.enabled("PodLevelResources"):
        _default_pod_level(spec, release)


def _default_requests(resources: Map | None) -> None:
    limits = map_at(resources or {}, "limits")
    if resources is None or limits is None:
        return
    requests = resources.setdefault("requests", {})
    for name, quantity in limits.items():
        fill_absent(requests, name, quantity)


def _default_pod_level(spec: Map, release: Release) -> None:
    resources = map_at(spec, "resources")
    if resources is None:
        return
    if release.has(HUGEPAGES_AT_POD_LEVEL):
        _default_hugepages_limits(spec, resources)
    limits = map_at(resources, "limits")
    if not limits:
        return
    requests = resources.setdefault("requests", {})
    for name, quantity in aggregate(spec, "requests").items():
        if name in OVERCOMMITTED_AT_POD_LEVEL:
            fill_absent(requests, name, quantity)
    for name, quantity in limits.items():
        if name in OVERCOMMITTED_AT_POD_LEVEL or name.startswith(HUGEPAGES_PREFIX):
            fill_absent(requests, name, quantity)


def _default_hugepages_limits(spec: Map, resources: Map) -> None:
    huge = {name: quantity for name, quantity in aggregate(spec, "limits").items() if name.startswith(HUGEPAGES_PREFIX)}
    if not huge:
        return
    limits = resources.setdefault("limits", {})
    for name, quantity in huge.items():
        fill_absent(limits, name, quantity)


def aggregate(spec: Map, which: str) -> dict[str, str]:
    """All that the containers request, or are limited to, by resource: the larger of running and starting.

    Kubernetes: AggregateContainerRequests and AggregateContainerLimits; sidecars count while the others start and run.
    Quantities that cannot be read are left out.
    """
    running: dict[str, Fraction] = {}
    formats: dict[str, str] = {}
    for container in maps(spec, "containers"):
        _add(running, _amounts(container, which, formats))
    sidecars: dict[str, Fraction] = {}
    starting: dict[str, Fraction] = {}
    for container in maps(spec, "initContainers"):
        amounts = _amounts(container, which, formats)
        if container.get("restartPolicy") == "Always":
            _add(running, amounts)
            _add(sidecars, amounts)
            amounts = {}
        together = dict(sidecars)
        _add(together, amounts)
        _raise(starting, together)
    _raise(running, starting)
    return {name: written(amount, formats[name]) for name, amount in running.items()}


def _amounts(container: Map, which: str, formats: dict[str, str]) -> dict[str, Fraction]:
    amounts: dict[str, Fraction] = {}
    for name, quantity in (map_at(container, "resources", which) or {}).items():
        try:
            amounts[name] = parse(quantity)
        except QuantityError:
            continue
        if name not in formats or not amounts[name]:
            formats[name] = canonical(quantity).format
    return amounts


def _add(total: dict[str, Fraction], amounts: dict[str, Fraction]) -> None:
    for name, amount in amounts.items():
        total[name] = total.get(name, Fraction(0)) + amount


def _raise(total: dict[str, Fraction], amounts: dict[str, Fraction]) -> None:
    for name, amount in amounts.items():
        total[name] = max(total.get(name, amount), amount)
