"""Tolerations.

Kubernetes: ValidateTolerations. Errors of several values are reported at the operator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dslint.findings import Problem
from dslint.kubernetes.field_errors import Problems, invalid, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import GoStruct, Struct, Value
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.names import label_value_errors
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Release
from dslint.validation.behaviours import COMPARISON_OPERATORS_KNOWN, EXISTS_VALUE_ALONE

EQUAL = ("Equal", "")
EXISTS = "Exists"
COMPARISONS = ("Lt", "Gt")
COMPARISON_GATE = "TaintTolerationComparisonOperators"
NO_EXECUTE = "NoExecute"
KEY_NEEDED = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'

_DECIMAL = re.compile(r"0|-?[1-9][0-9]*")


def toleration_errors(tolerations: Sequence[Map], place: Field) -> Problems:
    for position, toleration in enumerate(tolerations):
        if _is_plain(toleration, place.release):
            continue
        here = place.nth(position)
        yield from _together_errors(toleration, here)
        yield from _operator_errors(toleration, here)


def _is_plain(toleration: Map, release: Release) -> bool:
    """Whether it has a key, no seconds, and an operator and a value that go together: most are so, without errors."""
    if not toleration.get("key") or toleration.get("tolerationSeconds") is not None:
        return False
    operator, value = toleration.get("operator") or "", toleration.get("value") or ""
    return not value if operator == EXISTS else operator in EQUAL and not label_value_errors(value, release)


def _together_errors(toleration: Map, place: Field) -> Problems:
    operator = toleration.get("operator") or ""
    if not toleration.get("key") and operator != EXISTS:
        yield invalid(place.child("operator"), operator, KEY_NEEDED)
    effect = toleration.get("effect") or ""
    if toleration.get("tolerationSeconds") is not None and effect != NO_EXECUTE:
        yield invalid(place.child("effect"), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")


def _operator_errors(toleration: Map, place: Field) -> Problems:
    operator, value = toleration.get("operator") or "", toleration.get("value") or ""
    at_value = place.child("value").called(f"{place.field}.operator")
    if operator in EQUAL:
        errors = label_value_errors(value, place.release)
        if errors:
            yield invalid(at_value, value, ";".join(errors))
    elif operator == EXISTS:
        if value:
            shown = value if place.release.has(EXISTS_VALUE_ALONE) else _toleration_value(toleration)
            yield invalid(at_value, shown, "value must be empty when `operator` is 'Exists'")
    elif operator in COMPARISONS and place.release.enabled(COMPARISON_GATE):
        yield from _number_errors(value, place.child("value"))
    else:
        yield _unsupported_operator(operator, place)


def _unsupported_operator(operator: str, place: Field) -> Problem:
    problem = unsupported(place.child("operator"), operator, _operators(operator, place.release))
    if operator in COMPARISONS and place.release.has(COMPARISON_OPERATORS_KNOWN):
        return problem._replace(help=f"use Equal or Exists; {operator} needs the feature gate {COMPARISON_GATE}")
    return problem


def _toleration_value(toleration: Map) -> Value:
    """A toleration as the server prints it; its seconds are a pointer, of which Go syntax shows the address."""
    names = ("key", "operator", "value", "effect")
    texts = {name.capitalize(): toleration.get(name) or "" for name in names}
    seconds = toleration.get("tolerationSeconds")
    if seconds is not None:
        return Struct({**texts, "TolerationSeconds": seconds})
    inside = ", ".join(f"{name}:{quoted(text)}" for name, text in texts.items())
    return GoStruct(texts, f"core.Toleration{{{inside}, TolerationSeconds:(*int64)(nil)}}")


def _operators(operator: str, release: Release) -> Sequence[str]:
    """The operators that the server names; with the gate off, it names Lt and Gt only to refuse one of them."""
    compares = operator in COMPARISONS and release.has(COMPARISON_OPERATORS_KNOWN)
    named = COMPARISONS if compares or release.enabled(COMPARISON_GATE) else ()
    return ("Equal", EXISTS, *named)


def _number_errors(value: str, place: Field) -> Problems:
    if not value:
        yield invalid(place, value, "must be non-empty")
    elif _DECIMAL.fullmatch(value) is None:
        yield invalid(place, value, "must be a valid decimal integer in canonical form")
