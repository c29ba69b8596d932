"""Conditions on the pod itself and on what it does to others."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from dslint.expectations.expectation_subject import ExpectationSubject, Expected, Verdict, counted, listed
from dslint.inventory.amounts import share
from dslint.kubernetes import quantity
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.taints import NO_SCHEDULE, Taint
from dslint.plans import WANTS, State

PORT = "HostPort"
REJECTED = Verdict(passed=False, message="the API server rejects its pods")


def preemption(subject: ExpectationSubject, expected: Any) -> Verdict:
    """No pod is evicted, or none with a priority of `belowPriority` or higher."""
    limit = None if expected == "none" else expected["belowPriority"]
    victims = [victim for group in subject.plan.placement for victim in group.evicts]
    violations = [victim for victim in victims if limit is None or victim.priority >= limit]
    if not violations:
        return Verdict(passed=True, message=f"pods evicted: {len(victims)}")
    names = [
        f"{victim.namespace}/{victim.name} on {victim.node}"
        + " (breaks its disruption budget)" * victim.violates_budget
        for victim in violations
    ]
    return Verdict(passed=False, message=f"pods evicted: {len(violations)}: {listed(names)}")


def port_conflicts(subject: ExpectationSubject, expected: Expected) -> Verdict:
    """Nodes where the pod waits for a host port."""
    pending = frozenset({State.PENDING})
    names = [
        name
        for group in subject.groups(pending)
        if any(reason.code == PORT for reason in group.reasons)
        for name in group.nodes
    ]
    rollout = subject.plan.rollout
    deadlock = rollout is not None and rollout.blocked is not None and rollout.blocked.code == "SurgePortConflict"
    passed = len(names) <= expected["max"] and not deadlock
    if deadlock and rollout is not None and rollout.blocked is not None:
        return Verdict(passed, rollout.blocked.message)
    where = f": {listed(names)}" if names else ""
    return Verdict(passed, f"waits for a host port on {counted(len(names))}{where}")


def per_node_requests(subject: ExpectationSubject, expected: Expected) -> Verdict:
    """The requests of the pod on each node that should run it: amounts, or percentages of allocatable."""
    if subject.pod is None:
        return REJECTED
    violations: list[str] = []
    for resource, limit in expected.items():
        request = subject.pod.spec.requests.get(resource, 0)
        wanting = list(subject.nodes(WANTS)) if request else []
        unknown = [node.name for node in wanting if _is_unknown(resource, limit["max"], node)]
        over = [node.name for node in wanting if request > _limit(resource, limit["max"], node)]
        if unknown:
            over = [name for name in over if name not in unknown]
            violations.append(f"{resource} {_shown(resource, request)}, of which {listed(unknown)} declares none")
        if over:
            violations.append(f"{resource} {_shown(resource, request)} (limit {limit['max']}) on {listed(over)}")
    return Verdict(
        not violations, f"requests {'; '.join(violations)}" if violations else "requests are within the limits"
    )


def _is_unknown(resource: str, limit: int | str, node: Node) -> bool:
    """Whether the limit is a share of what nobody knows."""
    unknown = not node.shape.resources_known or resource in node.shape.unknown_resources
    return unknown and isinstance(limit, str) and share(limit) is not None


def _limit(resource: str, limit: int | str, node: Node) -> Fraction:
    part = share(limit) if isinstance(limit, str) else None
    if part is not None:
        return part * node.shape.allocatable.get(resource, 0)
    return Fraction(quantity.base_units(resource, limit))


def _shown(resource: str, amount: int) -> str:
    return f"{amount}m" if resource == "cpu" else str(amount)


def priority_at_least(subject: ExpectationSubject, expected: int) -> Verdict:
    if subject.pod is None:
        return REJECTED
    priority = subject.pod.spec.priority
    if not subject.pod.spec.priority_known:
        name = subject.pod.spec.raw.get("priorityClassName")
        return Verdict(passed=False, message=f"priority of class {name} is not declared; expected at least {expected}")
    passed = priority >= expected
    return Verdict(passed, f"priority is {priority}" + ("" if passed else f"; expected at least {expected}"))


def must_tolerate(subject: ExpectationSubject, expected: Sequence[str]) -> Verdict:
    """Taints in kubectl's short form; a key alone means NoSchedule."""
    if subject.pod is None:
        return REJECTED
    taints = [Taint.parse(text) if ":" in text else Taint(text, "", NO_SCHEDULE) for text in expected]
    tolerations = subject.pod.spec.tolerations
    missing = [str(taint) for taint in taints if not any(item.tolerates(taint) for item in tolerations)]
    if missing:
        return Verdict(passed=False, message=f"does not tolerate {listed(missing)}")
    return Verdict(passed=True, message="tolerates all of these taints")
