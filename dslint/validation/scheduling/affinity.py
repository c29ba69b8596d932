"""Node affinity, pod affinity and pod anti-affinity.

Kubernetes: validateAffinity and the functions that it calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.field_errors import Problems, each_invalid, invalid, required
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import dns_label_errors, dns_subdomain_errors, label_key_errors, label_value_errors
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.behaviours import MATCH_FIELDS, NODE_AFFINITY_VALUES, SELECTOR_VALUES
from dslint.validation.labels import NO_OPERATOR, WITH_VALUES, expression_errors, selector_errors
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.scheduling.match_label_keys import both_lists_errors, key_name_errors, merged_key_errors

REQUIRED_TERMS = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED_TERMS = "preferredDuringSchedulingIgnoredDuringExecution"
POD_KINDS = ("podAffinity", "podAntiAffinity")
NODE_NAME_FIELD = "metadata.name"


def affinity_errors(subject: PodUnderValidation) -> Problems:
    affinity, place = map_of(subject.spec, "affinity"), subject.place.child("affinity")
    yield from _node_affinity_errors(map_of(affinity, "nodeAffinity"), place.child("nodeAffinity"), subject)
    values = subject.release.has(SELECTOR_VALUES) and not _stored_selectors_wrong(subject)
    for term, here in pod_terms(affinity, place):
        yield from _pod_term_errors(term, here, subject, values=values)


def pod_terms(affinity: Map, place: Field) -> Iterator[tuple[Map, Field]]:
    """All terms of pod affinity and anti-affinity, required and preferred."""
    for kind in POD_KINDS:
        terms, here = map_of(affinity, kind), place.child(kind)
        yield from listed(terms, REQUIRED_TERMS, here)
        for weighted, weighted_place in listed(terms, PREFERRED_TERMS, here):
            yield map_of(weighted, "podAffinityTerm"), weighted_place.child("podAffinityTerm")


def _node_affinity_errors(affinity: Map, place: Field, subject: PodUnderValidation) -> Problems:
    selector = affinity.get(REQUIRED_TERMS)
    if selector is not None:
        here = place.child(REQUIRED_TERMS)
        if not selector.get("nodeSelectorTerms"):
            yield required(here.child("nodeSelectorTerms"), "must have at least one node selector term")
        values = subject.release.has(NODE_AFFINITY_VALUES) and not _stored_values_wrong(subject)
        for term, term_place in listed(selector, "nodeSelectorTerms", here):
            yield from _node_term_errors(term, term_place, values=values)
    for preferred, here in listed(affinity, PREFERRED_TERMS, place):
        yield from _node_term_errors(map_of(preferred, "preference"), here.child("preference"), values=False)


def _node_term_errors(term: Map, place: Field, *, values: bool) -> Problems:
    for expression, here in listed(term, "matchExpressions", place):
        yield from expression_errors(expression, here, values=values, comparisons=True)
    if place.release.has(MATCH_FIELDS):
        for expression, here in listed(term, "matchFields", place):
            yield from _node_field_errors(expression, here)


def _node_field_errors(expression: Map, place: Field) -> Problems:
    operator, key = expression.get("operator") or "", expression.get("key") or ""
    given = list_of(expression, "values")
    if operator not in WITH_VALUES:
        yield invalid(place.child("operator"), operator, NO_OPERATOR)
    elif len(given) != 1:
        detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
        yield required(place.child("values"), detail)
    if key != NODE_NAME_FIELD:
        yield invalid(place.child("key"), key, "not a valid field selector key")
        return
    for position, value in enumerate(given):
        yield from each_invalid(place.item("values", position), value, dns_subdomain_errors(value, place.release))


def _pod_term_errors(term: Map, place: Field, subject: PodUnderValidation, *, values: bool) -> Problems:
    for name in ("labelSelector", "namespaceSelector"):
        yield from selector_errors(map_of(term, name), place.child(name), values=values)
    for position, namespace in enumerate(list_of(term, "namespaces")):
        here = place.item("namespaces", position).called(f"{place.field}.namespace")
        yield from each_invalid(here, namespace, dns_label_errors(namespace, place.release))
    for name in ("matchLabelKeys", "mismatchLabelKeys"):
        yield from key_name_errors(term, name, place)
    yield from merged_key_errors(term, place, subject)
    yield from both_lists_errors(term, place)
    if not term.get("topologyKey"):
        yield required(place.child("topologyKey"), "can not be empty")
    key = term.get("topologyKey") or ""
    yield from each_invalid(place.child("topologyKey"), key, label_key_errors(key, place.release))


def _stored_values_wrong(subject: PodUnderValidation) -> bool:
    """Whether the stored object already has an invalid value; then invalid values are allowed."""
    stored = map_of(subject.old or {}, "affinity", "nodeAffinity", REQUIRED_TERMS)
    return any(
        label_value_errors(value, subject.release)
        for term in list_of(stored, "nodeSelectorTerms")
        for expression in list_of(term, "matchExpressions")
        for value in list_of(expression, "values")
    )


def _stored_selectors_wrong(subject: PodUnderValidation) -> bool:
    stored = map_of(subject.old or {}, "affinity")
    return any(
        any(selector_errors(map_of(term, name), here, values=True))
        for term, here in pod_terms(stored, subject.place)
        for name in ("labelSelector", "namespaceSelector")
    )
