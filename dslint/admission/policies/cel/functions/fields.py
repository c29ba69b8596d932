"""Fields as the server's engine finds them, for expressions that ask for fields of texts, numbers or null."""

from __future__ import annotations

from typing import Any

from dslint.admission.policies.cel.functions.overloads import FunctionError, overload

FIELD, HAS_FIELD = "@field", "@hasField"


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


FIELDS = (
    overload("field(A, B) -> dyn", _field),
    overload("hasField(A, B) -> bool", _has_field),
)
