"""Defaults of resources: rounding to thousandths, and on Pods requests taken from limits.

Kubernetes: SetDefaults_ResourceList, SetDefaults_Pod, defaultHugePagePodLimits and defaultPodRequests.
"""

from __future__ import annotations

from dslint.admission.default_behaviours import HUGEPAGES_AT_POD_LEVEL
from dslint.admission.zero_values import Map, fill_absent, map_at, maps
from dslint.kubernetes.container_totals import aggregate
from dslint.kubernetes.quantity_text import milli_at_finest
from dslint.kubernetes.release import Release

HUGEPAGES_PREFIX = "hugepages-"
OVERCOMMITTED_AT_POD_LEVEL = ("cpu", "memory")


def round_resources(resources: Map | None) -> None:
    """Quantities finer than a thousandth are rounded up to one; others keep their writing."""
    for name, quantity in (resources or {}).items():
        if quantity is not None:
            resources[name] = milli_at_finest(quantity)  # type: ignore[index]


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
