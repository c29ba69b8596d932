"""maxSurge with host ports: the new pod waits for ports that the old pod uses.

Kubernetes: the scheduler's NodePorts; hostNetwork gives every declared port a host port when the pod is created.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Edit, FieldPath, Fix, Operation, Problem, Related
from dslint.kubernetes.pod_resources import SIDECAR_PORTS_COUNT
from dslint.kubernetes.raw_values import items_of
from dslint.kubernetes.release import Release
from dslint.traps.support.surge import MAX_SURGE, max_surge, surges
from dslint.traps.support.workload import CONTAINERS, ROLLING_UPDATE, Container, Workload, problem

CODE = "DS501"
_WITHOUT_SURGE = Fix(
    "replace the pods without a surge, one at a time",
    (
        Edit(Operation.SET, (*ROLLING_UPDATE, "maxUnavailable"), 1),
        Edit(Operation.REMOVE, MAX_SURGE),
    ),
    safe=False,
)


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not surges(workload, release):
        return
    ports = list(_host_ports(workload, release))
    if ports:
        ports_text = ", ".join(dict.fromkeys(text for text, _ in ports))
        related = tuple(Related(f"the old pod uses {text}", path) for text, path in ports)
        message = (
            f"maxSurge {max_surge(workload)} with host port {ports_text}: the new pod cannot run beside the old one"
        )
        yield problem(CODE, message, MAX_SURGE, related=related, fix=_WITHOUT_SURGE)


def _host_ports(workload: Workload, release: Release) -> Iterator[tuple[str, FieldPath]]:
    for container in workload.containers:
        if not _holds_ports(container, release):
            continue
        for port, path in items_of(container.value, "ports", container.path):
            number = port.get("hostPort") or (port.get("containerPort") if workload.host_network else None)
            if number:
                yield f"{number}/{port.get('protocol') or 'TCP'}", path


def _holds_ports(container: Container, release: Release) -> bool:
    return container.kind == CONTAINERS or (container.long_running and release.has(SIDECAR_PORTS_COUNT))
