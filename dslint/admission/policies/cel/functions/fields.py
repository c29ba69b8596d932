"""Fields as the server's engine finds them, for expressions that ask for fields of texts, numbers or null."""

from __future__ import annotations

from typing import Any

from dslint.admission.policies.cel.functions.lists import equal
from dslint.admission.policies.cel.functions.overloads import FunctionError, overload
from dslint.admission.policies.cel.functions.quantities import QUANTITY
from dslint.admission.policies.cel.functions.quantities import compare as compare_quantities
from dslint.admission.policies.cel.functions.semantic_versions import SEMVER
from dslint.admission.policies.cel.functions.semantic_versions import compare as compare_versions

FIELD, HAS_FIELD, IS_TYPE = "@field", "@hasField", "@isType"


def _field(value: Any, key: Any) -> Any:
    if isinstance(value, list):
        index = _index(key)
        if 0 <= index < len(value):
            return value[index]
        raise FunctionError(f"index out of bounds: {key}")
    if isinstance(value, dict) and key in value:
        return value[key]
    raise FunctionError(f"no such key: {key}")


def _has_field(value: Any, key: Any) -> bool:
    if isinstance(value, list):
        return 0 <= _index(key) < len(value)
    return isinstance(value, dict) and key in value


def _index(key: Any) -> int:
    if isinstance(key, bool) or not isinstance(key, int):
        kind = {str: "string", bool: "bool", float: "double"}.get(type(key), type(key).__name__)
        raise FunctionError(f"unsupported index type '{kind}' in list")
    return key


def _same(one: Any, other: Any) -> bool:
    """Equality of opaque values: quantities and versions are equal whose texts are not."""
    if isinstance(one, dict) and isinstance(other, dict) and one.get("@type") == other.get("@type"):
        compare = _COMPARISONS.get(one.get("@type", ""))
        if compare is not None:
            return compare(one, other) == 0
    return equal(one, other)


_COMPARISONS = {QUANTITY: compare_quantities, SEMVER: compare_versions}

FIELDS = (
    overload("same(A, B) -> bool", _same),
    overload("isType(A, string) -> bool", lambda one, name: isinstance(one, dict) and one.get("@type") == name),
    overload("field(A, B) -> dyn", _field),
    overload("hasField(A, B) -> bool", _has_field),
)
