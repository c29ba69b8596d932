"""A probe or hook that names a port which its container does not declare.

Kubernetes: kubelet/prober. A probe whose port is not found has no result: readiness and startup never succeed, and
liveness never fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Container, Workload, problem

CODE = "DS546"
_HANDLERS = {
    ("readinessProbe",): "the pod never becomes ready",
    ("startupProbe",): "the container is never considered started",
    ("livenessProbe",): "the probe never restarts the container",
    ("lifecycle", "postStart"): "the hook fails and the container is killed",
    ("lifecycle", "preStop"): "the hook fails",
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        names = {port.get("name") for port in container.value.get("ports") or ()}
        for handler, effect in _HANDLERS.items():
            for port, path in _named_ports(container, handler):
                if port not in names:
                    yield problem(CODE, f"container {container.name} declares no port named {port}: {effect}", path)


def _named_ports(container: Container, handler: tuple[str, ...]) -> Iterator[tuple[str, FieldPath]]:
    action: Map = map_of(container.value, *handler)
    for kind in ("httpGet", "tcpSocket"):
        port = map_of(action, kind).get("port")
        if isinstance(port, str) and port and not port.isdecimal():
            yield port, (*container.path, *handler, kind, "port")
