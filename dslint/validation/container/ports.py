"""Ports of containers: names within one, host ports across all, and host networking.

Kubernetes: validateContainerPorts, AccumulateUniqueHostPorts and validatePodHostNetworkDeps.
"""

from __future__ import annotations

from collections.abc import Iterable

from dslint.kubernetes.field_errors import Problems, duplicate, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import port_name_errors
from dslint.kubernetes.raw_values import Map
from dslint.validation.behaviours import HOST_PORT_IS_NAMED, HOST_PORT_TEMPLATES_MAY_BE_EMPTY
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

HOST_PORT_CONFLICT = "DS237"
HOST_NETWORK_PORT = "DS238"


def port_errors(container: Map, place: Field) -> Problems:
    names: dict[str, Field] = {}
    for port, here in listed(container, "ports", place):
        name = port.get("name") or ""
        if not name or port_name_errors(name, place.release):
            continue
        if name in names:
            yield duplicate(here.child("name"), name, first=names[name])
        names.setdefault(name, here.child("name"))


def host_port_conflicts(containers: Iterable[tuple[Map, Field]]) -> Problems:
    """Duplicate combinations of protocol, address and host port. An empty address differs from 0.0.0.0."""
    seen: dict[str, Field] = {}
    for container, place in containers:
        for port, port_place in listed(container, "ports", place):
            if not port.get("hostPort"):
                continue
            claimed = f"{port.get('protocol') or ''}/{port.get('hostIP') or ''}/{port['hostPort']}"
            here = port_place.child("hostPort")
            if claimed in seen:
                yield duplicate(here, claimed, code=HOST_PORT_CONFLICT, first=seen[claimed])
            seen.setdefault(claimed, here)


def host_network_port_errors(subject: PodUnderValidation) -> Problems:
    """With hostNetwork, a container's port must equal its host port."""
    if not subject.host_network:
        return
    may_be_empty = subject.template and subject.release.has(HOST_PORT_TEMPLATES_MAY_BE_EMPTY)
    for container, place in listed(subject.spec, "containers", subject.place):
        for port, here in listed(container, "ports", place):
            host_port, container_port = port.get("hostPort") or 0, port.get("containerPort") or 0
            if host_port == container_port or (may_be_empty and not host_port):
                continue
            yield from _mismatch(host_port, container_port, here)


def _mismatch(host_port: int, container_port: int, place: Field) -> Problems:
    if place.release.has(HOST_PORT_IS_NAMED):
        detail = "must match `containerPort` when `hostNetwork` is true"
        yield invalid(place.child("hostPort"), host_port, detail, code=HOST_NETWORK_PORT)
    else:
        detail = "must match `hostPort` when `hostNetwork` is true"
        yield invalid(place.child("containerPort"), container_port, detail, code=HOST_NETWORK_PORT)
