"""Resource requests of a pod.

Kubernetes: component-helpers/resource/helpers.go (PodRequests), scheduler/util/pod_resources.go (non-zero requests).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from dslint.kubernetes.quantity import base_units
from dslint.kubernetes.release import Behaviour, Release

INIT_CONTAINERS_HOLD_ROOM = Behaviour(since="1.18", source="pkg/scheduler/nodeinfo/node_info.go: calculateResource")
SIDECAR_PORTS_COUNT = Behaviour(since="1.34", source="pkg/scheduler/util/utils.go")

# The scheduler's scoring counts at least this for a container that asks for nothing.
SCORING_CPU = 100
SCORING_MEMORY = 200 * 1024 * 1024


Requests = dict[str, int]


class Amounts:
    """What the pods of a node request together.

    `after` has the amounts once a pod of a spec is added, for those that nodes share: of one shape, with pods of the
    same specs added in the same order. It is None for those of one node, which change in place.
    """

    __slots__ = ("after", "requested", "scoring_cpu", "scoring_memory")

    def __init__(self, requested: dict[str, int], scoring_cpu: int, scoring_memory: int, *, shared: bool) -> None:
        self.requested = requested
        self.scoring_cpu = scoring_cpu
        self.scoring_memory = scoring_memory
        self.after: dict[Hashable, Amounts] | None = {} if shared else None

    @classmethod
    def of(cls, load: Mapping[str, int], *, shared: bool) -> Amounts:
        """Of a node with this load, where no pods are declared."""
        requested = {name: amount for name, amount in load.items() if name != "pods"}
        return cls(requested, load.get("cpu", 0), load.get("memory", 0), shared=shared)

    def copy(self, *, shared: bool) -> Amounts:
        return Amounts(dict(self.requested), self.scoring_cpu, self.scoring_memory, shared=shared)

    def change(self, held: Mapping[str, int], scoring: Mapping[str, int], sign: int) -> None:
        """A pod that holds so much came (1) or went (-1)."""
        requested = self.requested
        for name, amount in held.items():
            requested[name] = requested.get(name, 0) + sign * amount
        self.scoring_cpu += sign * scoring.get("cpu", 0)
        self.scoring_memory += sign * scoring.get("memory", 0)


def pod_requests(spec: Mapping[str, Any], release: Release, status: Mapping[str, Any] | None = None) -> Requests:
    """The requests of the pod in base units: containers, init containers, sidecars, pod-level resources, overhead.

    With the `status` of a running pod, a container that is being resized counts with the larger amount, and so do
    pod-level resources.
    """
    return _pod_requests(spec, release, _requests_of(release, status), status)


def held_requests(spec: Mapping[str, Any], release: Release, requests: Requests) -> Requests:
    """What a pod on a node counts as: `requests`, in old releases without init containers."""
    if not spec.get("initContainers") or release.has(INIT_CONTAINERS_HOLD_ROOM):
        return requests
    return _pod_requests({**spec, "initContainers": ()}, release, _container_requests)


def scoring_requests(spec: Mapping[str, Any], release: Release, status: Mapping[str, Any] | None = None) -> Requests:
    """The requests for scoring: containers without a cpu or memory request count with a default."""
    plain = _requests_of(release, status)

    def at_least(container: Mapping[str, Any]) -> Requests:
        return {"cpu": SCORING_CPU, "memory": SCORING_MEMORY, **plain(container)}

    return _pod_requests(spec, release, at_least, status)


def _requests_of(release: Release, status: Mapping[str, Any] | None) -> Callable[[Mapping[str, Any]], Requests]:
    if not status or not release.enabled("InPlacePodVerticalScaling"):
        return _container_requests
    actual = {
        item.get("name"): item
        for kind in ("containerStatuses", "initContainerStatuses")
        for item in status.get(kind) or ()
        if item.get("resources")
    }
    if not actual:
        return _container_requests
    infeasible = resize_is_infeasible(status)

    def most(container: Mapping[str, Any]) -> Requests:
        found = actual.get(container.get("name"))
        if found is None:
            return _container_requests(container)
        total = {} if infeasible else _container_requests(container)
        _raise_to(total, _units((found["resources"] or {}).get("requests") or {}))
        _raise_to(total, _units(found.get("allocatedResources") or {}))
        return total

    return most


def resize_is_infeasible(status: Mapping[str, Any]) -> bool:
    if status.get("resize") == "Infeasible":
        return True
    return any(
        condition.get("type") == "PodResizePending" and condition.get("reason") == "Infeasible"
        for condition in status.get("conditions") or ()
    )


def _pod_requests(
    spec: Mapping[str, Any],
    release: Release,
    of_container: Callable[[Mapping[str, Any]], Requests],
    status: Mapping[str, Any] | None = None,
) -> Requests:
    total: Requests = {}
    for container in spec.get("containers") or ():
        _add(total, of_container(container))
    if spec.get("initContainers"):
        _raise_to(total, _of_init_containers(spec["initContainers"], total, of_container, release))
    if spec.get("resources") and release.enabled("PodLevelResources"):
        total.update(_pod_level(spec, status if release.enabled("InPlacePodLevelResourcesVerticalScaling") else None))
    if spec.get("overhead") and release.enabled("PodOverhead"):
        _add(total, _units(spec["overhead"]))
    return total


def _of_init_containers(
    containers: Iterable[Mapping[str, Any]],
    total: Requests,
    of_container: Callable[[Mapping[str, Any]], Requests],
    release: Release,
) -> Requests:
    """The maximum that init containers need at a time; sidecars are added to the total."""
    sidecars: Requests = {}
    peak: Requests = {}
    for container in containers:
        needs = dict(of_container(container))
        if container.get("restartPolicy") == "Always" and release.enabled("SidecarContainers"):
            _add(total, needs)
            _add(sidecars, needs)
            needs = dict(sidecars)
        else:
            _add(needs, sidecars)
        _raise_to(peak, needs)
    return peak


def _pod_level(spec: Mapping[str, Any], status: Mapping[str, Any] | None) -> Requests:
    requests = _units((spec.get("resources") or {}).get("requests") or {})
    named = [name for name in requests if name in ("cpu", "memory") or name.startswith("hugepages-")]
    if not status or not status.get("resources"):
        return {name: requests[name] for name in named}
    total = {} if resize_is_infeasible(status) else requests
    _raise_to(total, _units(status["resources"].get("requests") or {}))
    _raise_to(total, _units(status.get("allocatedResources") or {}))
    return {name: total.get(name, 0) for name in named}


def _container_requests(container: Mapping[str, Any]) -> Requests:
    return _units((container.get("resources") or {}).get("requests") or {})


def _units(amounts: Mapping[str, Any]) -> Requests:
    return {name: base_units(name, amount) for name, amount in amounts.items()}


def _add(total: dict[str, int], more: Mapping[str, int]) -> None:
    for name, amount in more.items():
        total[name] = total.get(name, 0) + amount


def _raise_to(total: dict[str, int], least: Mapping[str, int]) -> None:
    for name, amount in least.items():
        total[name] = max(total.get(name, 0), amount)
