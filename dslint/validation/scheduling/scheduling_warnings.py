"""Warnings about scheduling: deprecated node labels, and selectors that match nothing."""

from __future__ import annotations

from dslint.findings import Problem
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import label_value_errors
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.behaviours import LABEL_VALUE_WARNINGS, NULL_SELECTOR_WARNINGS
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.scheduling.affinity import PREFERRED_TERMS, REQUIRED_TERMS, pod_terms

DEPRECATED_LABEL = "DS301"
NULL_SELECTOR = "DS302"
LABEL_VALUE = "DS315"
DEPRECATED_LABELS = {
    "beta.kubernetes.io/arch": 'deprecated since v1.14; use "kubernetes.io/arch" instead',
    "beta.kubernetes.io/os": 'deprecated since v1.14; use "kubernetes.io/os" instead',
    "failure-domain.beta.kubernetes.io/region": 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
    "failure-domain.beta.kubernetes.io/zone": 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
    "beta.kubernetes.io/instance-type": 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
    "app.kubernetes.io/created-by": "deprecated since v1.9",
    "scheduler.alpha.kubernetes.io/preferAvoidPods": "deprecated since v1.22; use Taints and Tolerations instead",
    "node-role.kubernetes.io/master": 'use "node-role.kubernetes.io/control-plane" instead',
}


def scheduling_warnings(subject: PodUnderValidation) -> Problems:
    selector = map_of(subject.spec, "nodeSelector")
    for key in selector:
        if key in DEPRECATED_LABELS:
            from dslint.validation.scheduling.label_fixes import fix_of_selector

            here = subject.place.child("nodeSelector").key(key)
            fix = fix_of_selector(key, selector, here.path)
            yield Problem(DEPRECATED_LABEL, DEPRECATED_LABELS[key], here.path, here.field, "key", fix=fix)
    affinity, affinity_place = map_of(subject.spec, "affinity"), subject.place.child("affinity")
    if affinity.get("nodeAffinity"):
        yield from _node_affinity_warnings(affinity["nodeAffinity"], affinity_place.child("nodeAffinity"))
    for constraint, place in listed(subject.spec, "topologySpreadConstraints", subject.place):
        yield from _deprecated_key(constraint.get("topologyKey") or "", place.child("topologyKey"))
        yield from _null_selector(constraint, place)
    if affinity:
        for term, place in pod_terms(affinity, affinity_place):
            yield from _null_selector(term, place)


def _node_affinity_warnings(affinity: Map, place: Field) -> Problems:
    required = map_of(affinity, REQUIRED_TERMS)
    for term, here in listed(required, "nodeSelectorTerms", place.child(REQUIRED_TERMS)):
        yield from _term_warnings(term, here)
    for preferred, here in listed(affinity, PREFERRED_TERMS, place):
        preference, at = map_of(preferred, "preference"), here.child("preference")
        yield from _term_warnings(preference, at)
        if place.release.has(LABEL_VALUE_WARNINGS):
            yield from _value_warnings(preference, at)


def _term_warnings(term: Map, place: Field) -> Problems:
    for expression, here in listed(term, "matchExpressions", place):
        yield from _deprecated_key(expression.get("key") or "", here.child("key"))


def _value_warnings(term: Map, place: Field) -> Problems:
    """Warnings about invalid values, which the server accepts in preferred terms only."""
    for expression, here in listed(term, "matchExpressions", place):
        for position, value in enumerate(list_of(expression, "values")):
            at = here.item("values", position)
            for error in label_value_errors(value, place.release):
                yield Problem(LABEL_VALUE, f"{value} is invalid, {error}", at.path, at.field)


def _deprecated_key(key: str, place: Field) -> Problems:
    if key in DEPRECATED_LABELS:
        from dslint.validation.scheduling.label_fixes import fix_of_key

        message = f"{key} is {DEPRECATED_LABELS[key]}"
        yield Problem(DEPRECATED_LABEL, message, place.path, place.field, fix=fix_of_key(key, place.path))


def _null_selector(term: Map, place: Field) -> Problems:
    here = place.child("labelSelector")
    if term.get("labelSelector") is None and place.release.has(NULL_SELECTOR_WARNINGS):
        message = "a null labelSelector results in matching no pod"
        yield Problem(NULL_SELECTOR, message, here.path, here.field, label="selects nothing")
