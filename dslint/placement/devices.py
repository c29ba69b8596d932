"""The devices of ResourceSlices, and whether the requests of claims can be allocated among them.

Kubernetes: k8s.io/dynamic-resource-allocation/structured. Devices are counted: a selector in CEL is read as far as it
compares the driver, other conditions, constraints and counters are taken to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.selectors import NodeSelectorTerm
from dslint.kubernetes.taints import BLOCKING, Taint, Toleration, untolerated
from dslint.placement.snapshot import Snapshot

Object = Mapping[str, Any]
ALL = -1
"""The number of a request for all devices."""

# A pattern as text: `re` compiles it when a claim asks for devices.
_DRIVER = r"device\.driver\s*==\s*[\"']([^\"']+)[\"']"


class Device(NamedTuple):
    """A device that a node reaches; several claims may have a `shareable` one."""

    driver: str
    pool: str
    name: str
    taints: tuple[Taint, ...] = ()
    shareable: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.driver, self.pool, self.name)


Key = tuple[str, str, str]


class DeviceRequest(NamedTuple):
    """One way to satisfy a request: `number` devices of one of the drivers. Without `drivers` any will do."""

    name: str
    device_class: str
    number: int
    admin: bool
    drivers: frozenset[str]
    tolerations: tuple[Toleration, ...]

    def accepts(self, device: Device) -> bool:
        if self.drivers and device.driver not in self.drivers:
            return False
        return not untolerated(device.taints, self.tolerations, BLOCKING)


Alternatives = tuple[DeviceRequest, ...]
"""The ways to satisfy one request, the best first."""


def requests_of(claim: Object, snapshot: Snapshot) -> list[Alternatives]:
    """The requests of a claim, each with its alternatives."""
    devices = (claim.get("spec") or {}).get("devices") or {}
    return [tuple(_alternatives(request, snapshot)) for request in devices.get("requests") or ()]


def _alternatives(request: Object, snapshot: Snapshot) -> Iterator[DeviceRequest]:
    name = request.get("name") or ""
    for choice in request.get("firstAvailable") or ():
        yield _request(f"{name}/{choice.get('name') or ''}", choice, snapshot)
    if not request.get("firstAvailable"):
        # Up to v1beta1 the fields stand in the request itself.
        yield _request(name, request.get("exactly") or request, snapshot)


def _request(name: str, raw: Object, snapshot: Snapshot) -> DeviceRequest:
    device_class = raw.get("deviceClassName") or ""
    spec = (snapshot.object("DeviceClass", device_class) or {}).get("spec") or {}
    number = ALL if raw.get("allocationMode") == "All" else raw.get("count") or 1
    return DeviceRequest(
        name,
        device_class,
        number,
        bool(raw.get("adminAccess")),
        frozenset(_drivers([*(spec.get("selectors") or ()), *(raw.get("selectors") or ())])),
        tuple(map(Toleration.of, raw.get("tolerations") or ())),
    )


def _drivers(selectors: Iterable[Object]) -> Iterator[str]:
    for selector in selectors:
        expression = str((selector.get("cel") or {}).get("expression") or "")
        if "||" in expression:
            continue
        for part in expression.split("&&"):
            match = re.fullmatch(_DRIVER, part.strip(" \n()"))
            if match:
                yield match[1]


class Slices:
    """The slices of the newest generation of every complete pool."""

    @classmethod
    def of(cls, objects: Mapping[str, Sequence[Object]]) -> Slices:
        """Those among all objects of a cluster."""
        return cls(objects.get("ResourceSlice", ()))

    def __init__(self, slices: Iterable[Object]) -> None:
        pools: dict[tuple[str, str], list[Object]] = {}
        for raw in slices:
            spec = raw.get("spec") or {}
            pools.setdefault((spec.get("driver") or "", _pool(spec).get("name") or ""), []).append(spec)
        specs = [spec for specs in pools.values() for spec in _newest(specs)]
        self.local = all(spec.get("nodeName") for spec in specs)
        """Whether every device belongs to one node."""
        self._of_node: dict[str, list[tuple[int, Object]]] = {}
        self._of_nodes: list[tuple[int, Object]] = []
        for order, spec in enumerate(specs):
            own = spec.get("nodeName") and not spec.get("perDeviceNodeSelection")
            (self._of_node.setdefault(spec["nodeName"], []) if own else self._of_nodes).append((order, spec))
        self._known: dict[str, list[Device]] = {}

    def devices(self, node: Node) -> list[Device]:
        """The devices that the node reaches, in the order of the slices."""
        found = self._known.get(node.name)
        if found is None:
            found = self._known[node.name] = list(self._devices(node))
        return found

    def _devices(self, node: Node) -> Iterator[Device]:
        reached = [(order, spec) for order, spec in self._of_nodes if _may_reach(spec, node)]
        for _, spec in sorted((*self._of_node.get(node.name, ()), *reached), key=_order):
            for raw in spec.get("devices") or ():
                if not spec.get("perDeviceNodeSelection") or _reaches(raw, node):
                    yield _device(raw, spec)


def _order(found: tuple[int, Object]) -> int:
    return found[0]


def _may_reach(spec: Object, node: Node) -> bool:
    return bool(spec.get("perDeviceNodeSelection")) or _reaches(spec, node)


def _pool(spec: Object) -> Object:
    pool: Object = spec.get("pool") or {}
    return pool


def _newest(specs: list[Object]) -> list[Object]:
    generation = max(_pool(spec).get("generation") or 0 for spec in specs)
    newest = [spec for spec in specs if (_pool(spec).get("generation") or 0) == generation]
    return newest if len(newest) >= (_pool(newest[0]).get("resourceSliceCount") or 1) else []


def _reaches(holder: Object, node: Node) -> bool:
    """Whether a slice, or a device with a choice of its own, belongs to the node."""
    if holder.get("nodeName"):
        return bool(holder["nodeName"] == node.name)
    if holder.get("allNodes"):
        return True
    terms = (holder.get("nodeSelector") or {}).get("nodeSelectorTerms") or ()
    return any(NodeSelectorTerm.of(term).matches(node.labels, node.name) for term in terms)


def _device(raw: Object, spec: Object) -> Device:
    taints = tuple(map(Taint.of, (raw.get("basic") or raw).get("taints") or ()))
    shareable = bool(raw.get("allowMultipleAllocations"))
    return Device(spec.get("driver") or "", _pool(spec).get("name") or "", raw.get("name") or "", taints, shareable)


def allocate(requests: Iterable[Alternatives], devices: list[Device], taken: set[Key]) -> bool:
    """Whether all requests find devices that are not taken; those that they get are taken from then on."""
    return all(any(_allocate(request, devices, taken) for request in alternatives) for alternatives in requests)


def _allocate(request: DeviceRequest, devices: list[Device], taken: set[Key]) -> bool:
    accepted: Iterable[Device] = filter(request.accepts, devices)
    number = request.number
    if number == ALL:
        accepted = every = list(accepted)
        number = len(every)
    free = (device for device in accepted if request.admin or device.shareable or device.key not in taken)
    found = list(islice(free, number))
    if not found or len(found) < number:
        return False
    if not request.admin:
        taken.update(device.key for device in found)
    return True
