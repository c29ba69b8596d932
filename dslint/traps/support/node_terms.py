"""Terms of a required node affinity that no node can match, and why.

Kubernetes: component-helpers/scheduling/corev1/nodeaffinity. The terms are alternatives; the
nodeSelector must match too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import Map, items_of, map_of
from dslint.kubernetes.selectors import Requirement, integer
from dslint.traps.support.node_selection import required_terms
from dslint.traps.support.workload import Workload


class LocatedRequirement(NamedTuple):
    """A requirement with its path."""

    requirement: Requirement
    path: FieldPath


class ImpossibleTerm(NamedTuple):
    """A term that no node matches: why, the path to show, and the paths of what it contradicts."""

    term: FieldPath
    reason: str
    path: FieldPath
    others: tuple[FieldPath, ...] = ()


def impossible_terms(workload: Workload) -> list[ImpossibleTerm]:
    """The terms that can never match."""
    selector = [
        LocatedRequirement(Requirement(key, "In", (value,)), workload.at("nodeSelector", key))
        for key, value in map_of(workload.spec, "nodeSelector").items()
    ]
    found = (_impossible(term, path, selector) for term, path in required_terms(workload))
    return [impossible for impossible in found if impossible is not None]


def _impossible(term: Map, path: FieldPath, selector: Sequence[LocatedRequirement]) -> ImpossibleTerm | None:
    expressions, fields = list(_located(term, "matchExpressions", path)), list(_located(term, "matchFields", path))
    if not expressions and not fields:
        return ImpossibleTerm(path, "an empty term matches no node", path)
    for located in expressions:  # Those in matchFields are taken as they are.
        reason = _parse_error(located.requirement)
        if reason:
            return ImpossibleTerm(path, reason, located.path)
    # The API server rejects other operators in matchFields, so they are not evaluated.
    names = [located for located in fields if located.requirement.operator in ("In", "NotIn")]
    for together in (*_by_key((*selector, *expressions)), *_by_key(names)):
        requirements = [located.requirement for located in together]
        if not satisfiable(requirements):
            *others, last = (located.path for located in together)
            return ImpossibleTerm(
                path, f"no node matches {' and '.join(dict.fromkeys(map(str, requirements)))}", last, tuple(others)
            )
    return None


def _located(term: Map, name: str, path: FieldPath) -> Iterator[LocatedRequirement]:
    for expression, here in items_of(term, name, path):
        yield LocatedRequirement(Requirement.of(expression), here)


def _by_key(located: Sequence[LocatedRequirement]) -> Iterator[list[LocatedRequirement]]:
    together: Mapping[str, list[LocatedRequirement]] = defaultdict(list)
    for item in located:
        together[item.requirement.key].append(item)
    yield from together.values()


def _parse_error(requirement: Requirement) -> str | None:
    """Why Kubernetes cannot parse a requirement that the API server accepts; such a term matches nothing."""
    if requirement.usable:
        return None
    if requirement.operator in ("Gt", "Lt") and not all(integer(value) is not None for value in requirement.values):
        values = ", ".join(requirement.values)
        return f"{requirement.operator} compares integers, and {values!r} is not one: the term matches no node"
    return f"{requirement} cannot be parsed: the term matches no node"


def satisfiable(requirements: Sequence[Requirement]) -> bool:
    """Whether some value of their common key, or its absence, matches all of them."""
    if all(requirement.matches({}) for requirement in requirements):
        return True
    if any(requirement.operator == "DoesNotExist" for requirement in requirements):
        return False
    above = [requirement for requirement in requirements if requirement.operator == "Gt"]
    below = [requirement for requirement in requirements if requirement.operator == "Lt"]
    narrowest = (*([max(above, key=_bound)] if above else ()), *([min(below, key=_bound)] if below else ()))
    listed = [set(requirement.values) for requirement in requirements if requirement.operator == "In"]
    if listed and not all(requirement.usable for requirement in requirements):
        return False
    if listed:
        refused = (requirement.values for requirement in requirements if requirement.operator == "NotIn")
        values = set.intersection(*listed).difference(*refused)
        return any(all(one.matches({one.key: value}) for one in narrowest) for value in values)
    # NotIn excludes no number: a label may write 5 as 05.
    return not above or not below or _bound(narrowest[1]) - _bound(narrowest[0]) > 1


def _bound(requirement: Requirement) -> int:
    number = integer(requirement.values[0])
    assert number is not None
    return number
