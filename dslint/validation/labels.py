"""Labels and label selectors.

Kubernetes: apimachinery/pkg/apis/meta/v1/validation. Errors of labels name the map, not the key.
"""

from __future__ import annotations

from collections.abc import Mapping

from dslint.kubernetes.field_errors import Problems, each_invalid, forbidden, invalid, required
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import label_key_errors, label_value_errors
from dslint.kubernetes.raw_values import Map, list_of
from dslint.kubernetes.release import Release
from dslint.validation.pod.pod_under_validation import listed

WITH_VALUES = ("In", "NotIn")
WITHOUT_VALUES = ("Exists", "DoesNotExist")
COMPARISONS = ("Gt", "Lt")
VALUES_NEEDED = "must be specified when `operator` is 'In' or 'NotIn'"
VALUES_REFUSED = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
ONE_VALUE_NEEDED = "must be specified single value when `operator` is 'Lt' or 'Gt'"
NO_OPERATOR = "not a valid selector operator"


def label_errors(labels: Mapping[str, str], place: Field) -> Problems:
    for key, value in labels.items():
        of_key, of_value = label_key_errors(key, place.release), label_value_errors(value, place.release)
        if of_key or of_value:
            here = place.key(key).called(place.field)
            yield from each_invalid(here, key, of_key, at="key")
            yield from each_invalid(here, value, of_value)


def selector_errors(selector: Map, place: Field, *, values: bool) -> Problems:
    """Errors of a label selector. `values`: whether the values of expressions must be label values."""
    if selector.get("matchLabels"):
        yield from label_errors(selector["matchLabels"], place.child("matchLabels"))
    for expression, here in listed(selector, "matchExpressions", place):
        yield from expression_errors(expression, here, values=values)


def expression_errors(expression: Map, place: Field, *, values: bool, comparisons: bool = False) -> Problems:
    """Errors of one expression of a selector. `comparisons`: whether Gt and Lt are operators, as in node selectors."""
    operator = expression.get("operator") or ""
    given = list_of(expression, "values")
    if operator in WITH_VALUES and not given:
        yield required(place.child("values"), VALUES_NEEDED)
    elif operator in WITHOUT_VALUES and given:
        yield forbidden(place.child("values"), VALUES_REFUSED)
    elif comparisons and operator in COMPARISONS:
        if len(given) != 1:
            yield required(place.child("values"), ONE_VALUE_NEEDED)
    elif operator not in WITH_VALUES + WITHOUT_VALUES:
        yield invalid(place.child("operator"), operator, NO_OPERATOR)
    key = expression.get("key") or ""
    yield from each_invalid(place.child("key"), key, label_key_errors(key, place.release))
    if values:
        for position, value in enumerate(given):
            yield from each_invalid(place.item("values", position), value, label_value_errors(value, place.release))


def selector_is_readable(selector: Map, release: Release) -> bool:
    """Whether LabelSelectorAsSelector accepts it: labels, keys, operators and values are all valid."""
    return not any(selector_errors(selector, Field.top(release), values=True))
