"""Topology spread constraints.

Kubernetes: validateTopologySpreadConstraints.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.findings import Problem, Related
from dslint.kubernetes.field_errors import DUPLICATE, Problems, each_invalid, forbidden, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import label_key_errors
from dslint.kubernetes.raw_values import Map, list_of
from dslint.validation.behaviours import MATCH_LABEL_KEYS_MERGED, SPREAD_SELECTORS
from dslint.validation.labels import selector_errors
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.scheduling.match_label_keys import (
    NEED_SELECTOR,
    key_name_errors,
    merged_key_errors,
    selected_by_hand_errors,
)

DO_NOT_SCHEDULE = "DoNotSchedule"

_Pair = tuple[str, str]
"""A topology key, and what to do if the constraint cannot be met."""


def spread_constraint_errors(subject: PodUnderValidation) -> Problems:
    constraints = list_of(subject.spec, "topologySpreadConstraints")
    again = _next_of_equals([_pair(constraint) for constraint in constraints])
    for position, constraint in enumerate(constraints):
        here = subject.place.item("topologySpreadConstraints", position)
        if position in again:
            yield _repeated(_pair(constraint), again[position], here)
        yield from _minimum_errors(constraint, here)
        yield from _key_errors(constraint, here, subject)
        selector = constraint.get("labelSelector")
        if selector is not None and subject.release.has(SPREAD_SELECTORS) and not _stored_wrong(subject):
            yield from selector_errors(selector, here.child("labelSelector"), values=True)


def _next_of_equals(pairs: Sequence[_Pair]) -> dict[int, int]:
    """Where each constraint that occurs again later in the list does so next."""
    later: dict[_Pair, int] = {}
    found: dict[int, int] = {}
    for position in reversed(range(len(pairs))):
        if pairs[position] in later:
            found[position] = later[pairs[position]]
        later[pairs[position]] = position
    return found


def _repeated(pair: _Pair, again: int, place: Field) -> Problem:
    related = (Related("the duplicate", (*place.path[:-1], again)),)
    value = f'"{{{pair[0]}, {pair[1]}}}"'
    field = f"{place.field}.{{topologyKey, whenUnsatisfiable}}"
    return Problem(DUPLICATE, f"Duplicate value: {value}", place.path, field, related=related)


def _pair(constraint: Map) -> _Pair:
    return constraint.get("topologyKey") or "", constraint.get("whenUnsatisfiable") or ""


def _minimum_errors(constraint: Map, place: Field) -> Problems:
    minimum = constraint.get("minDomains")
    action = constraint.get("whenUnsatisfiable") or ""
    if minimum is not None and action != DO_NOT_SCHEDULE:
        detail = f"can only use minDomains if whenUnsatisfiable={DO_NOT_SCHEDULE}, not {action}"
        yield invalid(place.child("minDomains"), minimum, detail)


def _key_errors(constraint: Map, place: Field, subject: PodUnderValidation) -> Problems:
    """Errors of matchLabelKeys. Since 1.34 the server merges the keys into the selector, as for pod affinity."""
    merged = subject.release.has(MATCH_LABEL_KEYS_MERGED)
    if merged and subject.release.enabled("MatchLabelKeysInPodTopologySpreadSelectorMerge"):
        yield from key_name_errors(constraint, "matchLabelKeys", place)
        yield from merged_key_errors(constraint, place, subject)
        return
    if list_of(constraint, "matchLabelKeys") and constraint.get("labelSelector") is None:
        yield forbidden(place.child("matchLabelKeys"), NEED_SELECTOR)
    for position, key in enumerate(list_of(constraint, "matchLabelKeys")):
        here = place.item("matchLabelKeys", position)
        yield from each_invalid(here, key, label_key_errors(key, place.release))
    yield from selected_by_hand_errors(constraint, place)


def _stored_wrong(subject: PodUnderValidation) -> bool:
    """Whether the stored object already has an invalid selector; then invalid ones are allowed."""
    return any(
        constraint.get("labelSelector") is not None
        and any(selector_errors(constraint["labelSelector"], here, values=True))
        for constraint, here in listed(subject.old or {}, "topologySpreadConstraints", subject.place)
    )
