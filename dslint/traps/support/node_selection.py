"""The node labels that a workload selects by: nodeSelector and node affinity."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import Map, items_of, map_of
from dslint.traps.support.workload import PREFERRED, REQUIRED, Workload

WINDOWS_BUILD = "node.kubernetes.io/windows-build"
OS_KEYS = frozenset({"kubernetes.io/os", "beta.kubernetes.io/os", WINDOWS_BUILD})
SYSTEMS = frozenset({"linux", "windows"})
ARCHITECTURE_KEYS = frozenset({"kubernetes.io/arch", "beta.kubernetes.io/arch"})
_MATCH_WITHOUT_LABEL = ("NotIn", "DoesNotExist")


def required_terms(workload: Workload) -> list[tuple[Map, FieldPath]]:
    """The terms of the required node affinity, each with its path."""
    path = workload.at("affinity", "nodeAffinity", REQUIRED)
    return list(items_of(map_of(workload.affinity, "nodeAffinity", REQUIRED), "nodeSelectorTerms", path))


def selects_by_other_keys(workload: Workload, beside: frozenset[str] = frozenset()) -> bool:
    """Whether the nodeSelector, or each term of the affinity, uses keys other than `beside`."""
    if map_of(workload.spec, "nodeSelector").keys() - beside:
        return True
    terms = [frozenset(_keys(term)) - beside for term, _ in required_terms(workload)]
    return bool(terms) and all(terms)


def selects_operating_system(workload: Workload) -> bool:
    """Whether a label of the operating system decides, or any other one: the node pool may have only one system."""
    terms = [any(map(_selects_operating_system, _expressions(term))) for term, _ in required_terms(workload)]
    return bool(map_of(workload.spec, "nodeSelector")) or (bool(terms) and all(terms))


def _selects_operating_system(expression: Map) -> bool:
    key, operator = expression.get("key"), expression.get("operator")
    if key == WINDOWS_BUILD:
        # Only Windows nodes have it.
        return True
    if key not in OS_KEYS:
        return operator not in _MATCH_WITHOUT_LABEL
    return operator == "In" or (operator == "NotIn" and not SYSTEMS.isdisjoint(expression.get("values") or ()))


def _expressions(term: Map) -> Iterator[Map]:
    yield from term.get("matchExpressions") or ()


def _keys(term: Map) -> Iterator[str]:
    yield from (expression.get("key") or "" for expression in _expressions(term))


def node_expressions(workload: Workload) -> Iterator[tuple[Map, FieldPath]]:
    """The label expressions of required and preferred node affinity, each with its path."""
    affinity, path = map_of(workload.affinity, "nodeAffinity"), workload.at("affinity", "nodeAffinity")
    if not affinity:
        return
    terms = required_terms(workload)
    for preferred, here in items_of(affinity, PREFERRED, path):
        terms.append((map_of(preferred, "preference"), (*here, "preference")))
    for term, here in terms:
        yield from items_of(term, "matchExpressions", here)


def topology_keys(workload: Workload) -> Iterator[tuple[str, FieldPath]]:
    """The topology keys of pod affinity, pod anti-affinity and topology spread, each with its path."""
    for kind in ("podAffinity", "podAntiAffinity"):
        affinity, path = map_of(workload.affinity, kind), workload.at("affinity", kind)
        if not affinity:
            continue
        terms = list(items_of(affinity, REQUIRED, path))
        for preferred, here in items_of(affinity, PREFERRED, path):
            terms.append((map_of(preferred, "podAffinityTerm"), (*here, "podAffinityTerm")))
        yield from ((term.get("topologyKey") or "", (*here, "topologyKey")) for term, here in terms)
    for constraint, here in items_of(workload.spec, "topologySpreadConstraints", workload.spec_path):
        yield constraint.get("topologyKey") or "", (*here, "topologyKey")
