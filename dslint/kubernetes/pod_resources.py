"""What a pod asks of its node.

Kubernetes: component-helpers/resource/helpers.go (PodRequests), scheduler/util/pod_resources.go (non-zero requests).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dslint.kubernetes.quantity import base_units
from dslint.kubernetes.release import Behaviour, Release

SIDECAR_PORTS_COUNT = Behaviour(since="1.34")

# The scheduler's scoring counts at least this for a container that asks for nothing.
SCORING_CPU = 100
SCORING_MEMORY = 200 * 1024 * 1024


def pod_requests(spec: Mapping[str, Any], release: Release) -> dict[str, int]:
    """All that the pod requests, in base units: containers, init containers, sidecars, pod level, overhead."""
    return _pod_requests(spec, release, _container_requests)


def scoring_requests(spec: Mapping[str, Any], release: Release) -> dict[str, int]:
    """The same with the least that scoring counts for cpu and memory of a container without requests."""
    return _pod_requests(spec, release, _container_scoring_requests)


def _pod_requests(
    spec: Mapping[str, Any],
    release: Release,
    of_container: Callable[[Mapping[str, Any]], dict[str, int]],
) -> dict[str, int]:
    total: dict[str, int] = {}
    for container in spec.get("containers") or ():
        _add(total, of_container(container))
    sidecars: dict[str, int] = {}
    peak: dict[str, int] = {}
    for container in spec.get("initContainers") or ():
        needs = of_container(container)
        if container.get("restartPolicy") == "Always" and release.enabled("SidecarContainers"):
            _add(total, needs)
            _add(sidecars, needs)
            needs = dict(sidecars)
        else:
            _add(needs, sidecars)
        _raise_to(peak, needs)
    _raise_to(total, peak)
    if release.enabled("PodLevelResources"):
        total.update(_pod_level(spec))
    _add(total, _units((spec.get("overhead") or {}) if release.enabled("PodOverhead") else {}))
    return total


def _pod_level(spec: Mapping[str, Any]) -> dict[str, int]:
    requests = (spec.get("resources") or {}).get("requests") or {}
    return {
        name: amount
        for name, amount in _units(requests).items()
        if name in ("cpu", "memory") or name.startswith("hugepages-")
    }


def _container_requests(container: Mapping[str, Any]) -> dict[str, int]:
    return _units((container.get("resources") or {}).get("requests") or {})


def _container_scoring_requests(container: Mapping[str, Any]) -> dict[str, int]:
    needs = _container_requests(container)
    needs.setdefault("cpu", SCORING_CPU)
    needs.setdefault("memory", SCORING_MEMORY)
    return needs


def _units(amounts: Mapping[str, Any]) -> dict[str, int]:
    return {name: base_units(name, amount) for name, amount in amounts.items()}


def _add(total: dict[str, int], more: Mapping[str, int]) -> None:
    for name, amount in more.items():
        total[name] = total.get(name, 0) + amount


def _raise_to(total: dict[str, int], least: Mapping[str, int]) -> None:
    for name, amount in least.items():
        total[name] = max(total.get(name, 0), amount)
