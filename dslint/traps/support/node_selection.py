"""The node labels that a workload selects by: nodeSelector and node affinity."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.raw_values import Map, items_of, map_of
from dslint.traps.support.workload import PREFERRED, REQUIRED, Workload

OS_KEYS = frozenset({"kubernetes.io/os", "beta.kubernetes.io/os", "node.kubernetes.io/windows-build"})
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


def requires_label(workload: Workload) -> bool:
    """Whether nodes must have a certain label: by the nodeSelector, or by each term of the affinity."""
    terms = [frozenset(_keys(term, _MATCH_WITHOUT_LABEL)) for term, _ in required_terms(workload)]
    return bool(map_of(workload.spec, "nodeSelector")) or (bool(terms) and all(terms))


def _keys(term: Map, without: tuple[str, ...] = ()) -> Iterator[str]:
    for expression in term.get("matchExpressions") or ():
        if expression.get("operator") not in without:
            yield expression.get("key") or ""


def node_expressions(workload: Workload) -> Iterator[tuple[Map, FieldPath]]:
    """The label expressions of required and preferred node affinity, each with its path."""
    terms = required_terms(workload)
    affinity, path = map_of(workload.affinity, "nodeAffinity"), workload.at("affinity", "nodeAffinity")
    for preferred, here in items_of(affinity, PREFERRED, path):
        terms.append((map_of(preferred, "preference"), (*here, "preference")))
    for term, here in terms:
        yield from items_of(term, "matchExpressions", here)


def topology_keys(workload: Workload) -> Iterator[tuple[str, FieldPath]]:
    """The topology keys of pod affinity, pod anti-affinity and topology spread, each with its path."""
    for kind in ("podAffinity", "podAntiAffinity"):
        affinity, path = map_of(workload.affinity, kind), workload.at("affinity", kind)
        terms = list(items_of(affinity, REQUIRED, path))
        for preferred, here in items_of(affinity, PREFERRED, path):
            terms.append((map_of(preferred, "podAffinityTerm"), (*here, "podAffinityTerm")))
        yield from ((term.get("topologyKey") or "", (*here, "topologyKey")) for term, here in terms)
    for constraint, here in items_of(workload.spec, "topologySpreadConstraints", workload.spec_path):
        yield constraint.get("topologyKey") or "", (*here, "topologyKey")
