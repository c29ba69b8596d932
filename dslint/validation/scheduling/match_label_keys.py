"""matchLabelKeys and mismatchLabelKeys, of pod affinity and of topology spread constraints.

Kubernetes: validateMatchLabelKeysAndMismatchLabelKeys, validateMatchLabelKeysInTopologySpread, and
applyMatchLabelKeysAndMismatchLabelKeys of pkg/registry/core/pod, which runs before them on Pods: it writes the values
of the keys into the selector, so that a key that is selected by hand as well stands there twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import Problems, each_invalid, forbidden, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import label_key_errors
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation

IN_SELECTOR = "exists in both matchLabelKeys and labelSelector"
IN_BOTH_LISTS = "exists in both matchLabelKeys and mismatchLabelKeys"
NEED_SELECTOR = "must not be specified when labelSelector is not set"


def key_name_errors(term: Map, name: str, place: Field) -> Problems:
    """Errors of keys. Without a selector, the keys themselves are not validated."""
    keys = list_of(term, name)
    if keys and term.get("labelSelector") is None:
        yield forbidden(place.child(name), NEED_SELECTOR)
        return
    for position, key in enumerate(keys):
        yield from each_invalid(place.item(name, position), key, label_key_errors(key, place.release))


def selected_by_hand_errors(term: Map, place: Field) -> Problems:
    """Errors of keys that the selector already contains, in releases that do not merge the keys into the selector."""
    selected = {*map_of(term, "labelSelector", "matchLabels"), *_expression_keys(term)}
    for position, key in enumerate(list_of(term, "matchLabelKeys")):
        if key in selected:
            yield invalid(place.item("matchLabelKeys", position), key, IN_SELECTOR)


def merged_key_errors(term: Map, place: Field, subject: PodUnderValidation) -> Problems:
    """Errors of keys that the selector already contains, in releases that merge them. Their field omits the list."""
    if term.get("labelSelector") is None:
        return
    keys = list_of(term, "matchLabelKeys")
    positions = {key: position for position, key in enumerate(keys)}
    seen = set(map_of(term, "labelSelector", "matchLabels"))
    written = _written_keys((*keys, *list_of(term, "mismatchLabelKeys")), subject)
    for key in (*_expression_keys(term), *written):
        if key in positions and key in seen:
            position = positions[key]
            here = place.item("matchLabelKeys", position).called(f"{place.field}[{position}]")
            yield invalid(here, key, IN_SELECTOR)
        seen.add(key)


def both_lists_errors(term: Map, place: Field) -> Problems:
    for position, key in enumerate(list_of(term, "matchLabelKeys")):
        if key in list_of(term, "mismatchLabelKeys"):
            yield invalid(place.item("matchLabelKeys", position), key, IN_BOTH_LISTS)


def _expression_keys(term: Map) -> list[str]:
    return [expression.get("key") or "" for expression in list_of(map_of(term, "labelSelector"), "matchExpressions")]


def _written_keys(keys: Sequence[str], subject: PodUnderValidation) -> list[str]:
    return (
        []
        if subject.template or subject.by_kubelet
        else [key for key in keys if key in map_of(subject.metadata, "labels")]
    )
