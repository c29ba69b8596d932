"""Conditions on what all node agents together request once the change is applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from dslint.expectations.expectation_subject import ExpectationSubject, Expected, Verdict, counted, listed
from dslint.inventory.amounts import share, units
from dslint.kubernetes.quantity_text import show
from dslint.plans import NodeOverhead

PER_POOL = "perPool"
WORKLOAD_SIZE = "workloadSize"
WITHIN = Verdict(passed=True, message="node agents are within the limits")


class _Place(NamedTuple):
    """Nodes that are alike, or a pool: what agents request there, and what there is."""

    names: Sequence[str]
    requested: Mapping[str, int]
    allocatable: Mapping[str, int]


def overhead(subject: ExpectationSubject, expected: Expected) -> Verdict:
    """Limits by resource on each node; beside them perPool, and workloadSize, which must not lose a node."""
    found = subject.overhead()
    limits = {name: limit for name, limit in expected.items() if name not in (PER_POOL, WORKLOAD_SIZE)}
    nodes = [_Place(alike.nodes, alike.after, alike.allocatable) for alike in found.nodes]
    pools = [_Place((f"pool {pool.pool}".rstrip(),), pool.after, pool.allocatable) for pool in found.pools]
    violations = [
        *_violations(limits, nodes),
        *_violations(expected.get(PER_POOL, {}), pools),
        *_lost_room(expected.get(WORKLOAD_SIZE, {}), found.nodes),
    ]
    return Verdict(passed=False, message="; ".join(violations)) if violations else WITHIN


def _violations(limits: Mapping[str, Any], places: Sequence[_Place]) -> Iterator[str]:
    for resource, limit in limits.items():
        over = [place for place in places if place.requested.get(resource, 0) > _limit(resource, limit["max"], place)]
        if over:
            most = max(place.requested[resource] for place in over)
            where = listed([name for place in over for name in place.names])
            amount = f"up to {show(resource, most)} (limit {limit['max']})"
            yield f"node agents request too much {resource}: {amount} on {where}"


def _limit(resource: str, limit: int | str, place: _Place) -> Fraction:
    """A percentage of what is not declared is no limit."""
    part = share(limit) if isinstance(limit, str) else None
    if part is None:
        return Fraction(units(resource, limit))
    return (
        part * place.allocatable[resource]
        if resource in place.allocatable
        else Fraction(place.requested.get(resource, 0))
    )


def _lost_room(size: Mapping[str, Any], nodes: Sequence[NodeOverhead]) -> Iterator[str]:
    """Nodes that do not declare allocatable are left out."""
    needs = {resource: units(resource, amount) for resource, amount in size.items()}
    lost = [name for alike in nodes if needs and alike.loses_room_for(needs) for name in alike.nodes]
    if lost:
        written = ", ".join(f"{resource} {amount}" for resource, amount in size.items())
        yield f"a pod with {written} no longer fits beside the node agents on {counted(len(lost))}: {listed(lost)}"
