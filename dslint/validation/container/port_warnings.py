"""Warnings of ports across all containers: the same one twice, addresses without a port, names twice."""

from __future__ import annotations

from collections import defaultdict

from dslint.findings import Problem, Related
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.raw_values import Map
from dslint.limits import PORTS_COMPARED
from dslint.validation.behaviours import PORT_NAME_WARNINGS, PORT_WARNINGS
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

ADDRESS_WITHOUT_PORT = "DS310"
REPEATED_PORT = "DS311"
REPEATED_PORT_NAME = "DS316"


def port_warnings(subject: PodUnderValidation) -> Problems:
    if not subject.release.has(PORT_WARNINGS):
        return
    seen: dict[tuple[int, str], list[tuple[Map, Field]]] = defaultdict(list)
    for container, place in subject.containers():
        for port, here in listed(container, "ports", place):
            if port.get("hostIP") and not port.get("hostPort"):
                message = f"hostIP set without hostPort: {_shown(port)}"
                yield Problem(ADDRESS_WITHOUT_PORT, message, here.path, here.field)
            others = seen[port.get("containerPort") or 0, port.get("protocol") or ""]
            for other, other_place in others:
                yield from _pair_warnings(port, here, other, other_place)
            if len(others) < PORTS_COMPARED:
                others.append((port, here))
    if subject.release.has(PORT_NAME_WARNINGS):
        yield from _name_warnings(subject)


def _shown(port: Map) -> str:
    """As Go prints a structure."""
    return (
        f"{{Name:{port.get('name') or ''} HostPort:{port.get('hostPort') or 0} "
        f"ContainerPort:{port.get('containerPort') or 0} Protocol:{port.get('protocol') or ''} "
        f"HostIP:{port.get('hostIP') or ''}}}"
    )


def _pair_warnings(port: Map, place: Field, other: Map, other_place: Field) -> Problems:
    kind = _relation(port, other)
    if kind is not None:
        related = (Related("the other port", other_place.path),)
        message = f"{kind} port definition with {other_place.field}"
        yield Problem(REPEATED_PORT, message, place.path, place.field, related=related)


def _relation(port: Map, other: Map) -> str | None:
    mine, theirs = port.get("hostPort") or 0, other.get("hostPort") or 0
    my_address, their_address = port.get("hostIP") or "", other.get("hostIP") or ""
    if (mine, my_address) == (theirs, their_address):
        return "duplicate"
    if not mine or not theirs:
        return "overlapping"
    if mine == theirs and bool(my_address) != bool(their_address):
        return "dangerously ambiguous"
    return None


def _name_warnings(subject: PodUnderValidation) -> Problems:
    """Among all containers, also those that never run together."""
    first: dict[str, Field] = {}
    for container, place in subject.containers():
        for port, here in listed(container, "ports", place):
            name = port.get("name") or ""
            if name in first:
                yield _same_name(name, here, first[name])
            elif name:
                first[name] = here


def _same_name(name: str, place: Field, first: Field) -> Problem:
    message = (
        f"duplicate port name {quoted(name)} with {first.field}, services and probes that select ports by name will "
        f"use {first.field}"
    )
    return Problem(
        REPEATED_PORT_NAME, message, place.path, place.field, related=(Related("the first one", first.path),)
    )
