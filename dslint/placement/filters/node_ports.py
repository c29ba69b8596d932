"""Only one pod of a node can use a host port.

kube-scheduler: NodePorts (HostPortInfo): same protocol and port, and the same address or one of them 0.0.0.0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.pods import HostPort, Pod
from dslint.placement import behaviours
from dslint.placement.filters.contract import PASSES, POD_DELETE, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodePorts"
READS = frozenset({"ports"})
READS_OF_POD = frozenset({"hostPort"})
EVENTS = POD_DELETE
EVENT = "node(s) didn't have free ports for the requested pod ports"
CONTAINERS: FieldPath = ("containers",)


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    wanted = pod.spec.host_ports
    if not wanted:
        return None
    places = _places(pod.spec.raw)
    clash = _same_number if snapshot.release.has(behaviours.HOST_PORTS_BY_NUMBER) else HostPort.conflicts

    def place_of(port: HostPort) -> FieldPath:
        return places.get((port.port, port.protocol), CONTAINERS)

    def check(state: NodeInfo) -> Verdicts:
        if not state.ports:
            return PASSES
        found = (
            reason("HostPort", f"port {port} is taken by {pod_name(holder)}", EVENT, place_of(port))
            for port, holder in _conflicts(wanted, state, clash)
        )
        return rejected(found, resolvable=True)

    return check


def _same_number(one: HostPort, other: HostPort) -> bool:
    return one.port == other.port


def _conflicts(
    wanted: tuple[HostPort, ...], state: NodeInfo, clash: Callable[[HostPort, HostPort], bool]
) -> Iterator[tuple[HostPort, Pod]]:
    # Only ports of one number clash, by each rule.
    numbers = {port.port for port in wanted}
    by_number: dict[int, list[tuple[HostPort, Pod]]] = {}
    for held, holder in state.ports:
        if held.port in numbers:
            by_number.setdefault(held.port, []).append((held, holder))
    for port in wanted:
        for held, holder in by_number.get(port.port, ()):
            if clash(port, held):
                yield port, holder
                break


def pod_name(pod: Pod) -> str:
    """The pod's name; for a controller's pod the controller's, so that all its nodes get the same message."""
    if pod.owner is not None and pod.owner[0] != "Node":
        return f"{pod.owner[0]} {pod.namespace}/{pod.owner[1]}"
    return f"static pod {pod.key}" if pod.static else pod.key


def _places(raw: Mapping[str, Any]) -> dict[tuple[int, str], FieldPath]:
    """The first place of each host port, by number and protocol."""
    places: dict[tuple[int, str], FieldPath] = {}
    for kind in ("containers", "initContainers"):
        for index, container in enumerate(raw.get(kind) or ()):
            for place, port in enumerate(container.get("ports") or ()):
                if port.get("hostPort"):
                    found = (port["hostPort"], port.get("protocol") or "TCP")
                    places.setdefault(found, (kind, index, "ports", place))
    return places
