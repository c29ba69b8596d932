"""Which terms of a required node affinity no node can meet, and why.

Kubernetes: component-helpers/scheduling/corev1/nodeaffinity. The terms are alternatives; the nodeSelector holds beside
each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.selectors import Requirement, integer
from dslint.traps.support.workload import REQUIRED, Map, Workload, items_of, map_of

_NODE_SELECTOR_TERMS = "nodeSelectorTerms"


class Placed(NamedTuple):
    """A requirement, and where it stands."""

    requirement: Requirement
    path: FieldPath


class Dead(NamedTuple):
    """A term that no node meets: why, where, and where the rest of the contradiction stands."""

    term: FieldPath
    why: str
    path: FieldPath
    others: tuple[FieldPath, ...] = ()


def required_terms(workload: Workload) -> list[tuple[Map, FieldPath]]:
    """The terms of the required node affinity, with their paths."""
    path = workload.at("affinity", "nodeAffinity", REQUIRED)
    return list(items_of(map_of(workload.affinity, "nodeAffinity", REQUIRED), _NODE_SELECTOR_TERMS, path))


def dead_terms(workload: Workload) -> list[Dead]:
    """Those of the terms that can never match."""
    selector = [
        Placed(Requirement(key, "In", (value,)), workload.at("nodeSelector", key))
        for key, value in map_of(workload.spec, "nodeSelector").items()
    ]
    found = (_dead(term, path, selector) for term, path in required_terms(workload))
    return [dead for dead in found if dead is not None]


def _dead(term: Map, path: FieldPath, selector: Sequence[Placed]) -> Dead | None:
    expressions, fields = list(_placed(term, "matchExpressions", path)), list(_placed(term, "matchFields", path))
    if not expressions and not fields:
        return Dead(path, "the term is empty, which matches no node", path)
    for placed in (*expressions, *fields):
        why = _unreadable(placed.requirement, names=placed in fields)
        if why:
            return Dead(path, why, placed.path)
    # The server refuses other operators in matchFields: what they would mean is not asked.
    names = [placed for placed in fields if placed.requirement.operator in ("In", "NotIn")]
    for together in (*_by_key((*selector, *expressions)), *_by_key(names)):
        requirements = [placed.requirement for placed in together]
        if not satisfiable(requirements):
            told = " and ".join(dict.fromkeys(map(str, requirements)))
            *others, last = (placed.path for placed in together)
            return Dead(path, f"no node meets {told}", last, tuple(others))
    return None


def _placed(term: Map, name: str, path: FieldPath) -> Iterator[Placed]:
    for expression, here in items_of(term, name, path):
        yield Placed(Requirement.of(expression), here)


def _by_key(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    together: Mapping[str, list[Placed]] = defaultdict(list)
    for item in placed:
        together[item.requirement.key].append(item)
    yield from together.values()


def _unreadable(requirement: Requirement, *, names: bool) -> str | None:
    """Why Kubernetes cannot read a requirement that its API takes; the term is passed over then."""
    if names or requirement.usable:
        return None
    if requirement.operator in ("Gt", "Lt") and not all(integer(value) is not None for value in requirement.values):
        told = ", ".join(requirement.values)
        return f"{requirement.operator} compares whole numbers, and {told!r} is none: the term matches no node"
    return f"{requirement} cannot be read: the term matches no node"


def satisfiable(requirements: Sequence[Requirement]) -> bool:
    """Whether some value of the key that they share, or its absence, meets all of them."""
    if all(requirement.matches({}) for requirement in requirements):
        return True
    if any(requirement.operator == "DoesNotExist" for requirement in requirements):
        return False
    listed = [requirement.values for requirement in requirements if requirement.operator == "In"]
    if listed:
        key = requirements[0].key
        return any(all(requirement.matches({key: value}) for requirement in requirements) for value in listed[0])
    return _numbers_between(requirements)


def _numbers_between(requirements: Sequence[Requirement]) -> bool:
    # NotIn takes no number away: a label may write 5 as 05.
    above = [_bound(requirement) for requirement in requirements if requirement.operator == "Gt"]
    below = [_bound(requirement) for requirement in requirements if requirement.operator == "Lt"]
    return not above or not below or min(below) - max(above) > 1


def _bound(requirement: Requirement) -> int:
    number = integer(requirement.values[0])
    assert number is not None
    return number
