"""Whether a value obeys a JSON Schema: the library decides, and loading it takes longer than to check a file.

Plain questions are therefore answered here first, as long as there are few: a value without fractions and without
characters beyond ASCII, and a schema of the keywords below. To each of them there is one answer, which is the
library's. All others are left to the library, and so is everything that is to be said about a value that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import count
from typing import Any

from dslint.data import refuse

Test = Callable[[Any], bool]
Definitions = Mapping[str, Any]

PREFIX = "#/$defs/"

FEW = 500
"""How many questions are answered here: those about some twenty objects. The library is faster, once it is loaded."""

_asked = count(1)

_ESCAPED = re.compile(r"\\(?:[^A-Za-z0-9]|[dDsSwW]|u[0-9A-Fa-f]{4})")
_UNSURE = re.compile(r"\\|\(\?(?!i?:)|\[[^\]]*(?:\[|--|&&|~~)|[*+?}]\+")
"""What Python and the library may understand in different ways in a pattern, behind `(?i)` and without escapes."""

_TYPES = {str: "string", bool: "boolean", int: "integer", dict: "object", list: "array", type(None): "null"}
_SCALARS = frozenset({str, bool, int, type(None)})


class UndecidedError(Exception):
    """A question for the library."""


def test_of(schema: Any) -> Test:
    """A test of values against a schema, which must be self-contained: nothing is fetched."""
    compiled: list[Test] = []

    def is_valid(value: Any) -> bool:
        if not compiled:
            try:
                return obeys(value, schema)
            except UndecidedError:
                compiled.append(compiled_test(schema))
        return compiled[0](value)

    return is_valid


def compiled_test(schema: Any) -> Test:
    """The library's test. Raises ValueError, or the library's ValidationError, for what is no schema."""
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(schema, retriever=refuse).is_valid


def obeys(value: Any, schema: Any, definitions: Definitions | None = None) -> bool:
    """Whether a value obeys a schema; `definitions` are those that it refers to. Raises UndecidedError."""
    if next(_asked) > FEW:
        raise UndecidedError
    return _obeys(value, schema, definitions or {})


def _obeys(value: Any, schema: Any, known: Definitions) -> bool:
    if schema is True or schema is False:
        return bool(schema)
    kind = type(value)
    if kind not in _TYPES or (kind is str and not value.isascii()):
        raise UndecidedError
    for keyword, wanted in schema.items():
        check = _CHECKS.get(keyword)
        if check is not None:
            if not check(value, wanted, schema, known):
                return False
        elif keyword not in _SAYING:
            raise UndecidedError
    return True


def _refers(value: Any, wanted: str, _: Any, known: Definitions) -> bool:
    name = wanted.removeprefix(PREFIX)
    if name not in known:
        raise UndecidedError
    return _obeys(value, known[name], known)


def _has_type(value: Any, wanted: str | list[str], *_: Any) -> bool:
    types = (wanted,) if isinstance(wanted, str) else wanted
    found = _TYPES[type(value)]
    return found in types or (found == "integer" and "number" in types)


def _is_one_of(value: Any, wanted: list[Any], *_: Any) -> bool:
    alike = [one for one in wanted if type(one) is type(value)]
    if type(value) not in _SCALARS and any(alike):
        raise UndecidedError  # Python takes 1 and true for equal, also within others
    return value in alike


def _is(value: Any, wanted: Any, *_: Any) -> bool:
    return _is_one_of(value, [wanted])


def _matches(value: Any, wanted: str, *_: Any) -> bool:
    if type(value) is not str:
        return True
    if not value.isprintable():
        raise UndecidedError
    return _pattern(wanted).search(value) is not None


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    if _UNSURE.search(_ESCAPED.sub("_", text.removeprefix("(?i)"))) is not None:
        raise UndecidedError
    try:
        return re.compile(text)
    except re.error as error:
        raise UndecidedError from error


def _has_form(value: Any, *_: Any) -> bool:
    """Of texts only."""
    if type(value) is str:
        raise UndecidedError
    return True


def _is_at_least(value: Any, wanted: float, *_: Any) -> bool:
    return bool(type(value) is not int or value >= wanted)


def _is_at_most(value: Any, wanted: float, *_: Any) -> bool:
    return bool(type(value) is not int or value <= wanted)


def _is_as_long(value: Any, wanted: int, *_: Any) -> bool:
    return type(value) is not str or len(value) >= wanted


def _is_no_longer(value: Any, wanted: int, *_: Any) -> bool:
    return type(value) is not str or len(value) <= wanted


def _has_as_many(value: Any, wanted: int, *_: Any) -> bool:
    return type(value) is not list or len(value) >= wanted


def _has_no_more(value: Any, wanted: int, *_: Any) -> bool:
    return type(value) is not list or len(value) <= wanted


def _has_each(value: Any, wanted: list[str], *_: Any) -> bool:
    return type(value) is not dict or all(key in value for key in wanted)


def _has_members(value: Any, wanted: Mapping[str, Any], _: Any, known: Definitions) -> bool:
    if type(value) is not dict:
        return True
    return all(_obeys(inner, wanted[key], known) for key, inner in value.items() if key in wanted)


def _has_others(value: Any, wanted: Any, schema: Mapping[str, Any], known: Definitions) -> bool:
    if type(value) is not dict:
        return True
    named = schema.get("properties", ())
    return all(_obeys(inner, wanted, known) for key, inner in value.items() if key not in named)


def _has_keys(value: Any, wanted: Any, _: Any, known: Definitions) -> bool:
    return type(value) is not dict or all(_obeys(key, wanted, known) for key in value)


def _has_items(value: Any, wanted: Any, _: Any, known: Definitions) -> bool:
    return type(value) is not list or all(_obeys(item, wanted, known) for item in value)


def _contains(value: Any, wanted: Any, _: Any, known: Definitions) -> bool:
    return type(value) is not list or any(_obeys(item, wanted, known) for item in value)


def _obeys_not(value: Any, wanted: Any, _: Any, known: Definitions) -> bool:
    return not _obeys(value, wanted, known)


def _obeys_all(value: Any, wanted: list[Any], _: Any, known: Definitions) -> bool:
    return all(_obeys(value, one, known) for one in wanted)


def _obeys_any(value: Any, wanted: list[Any], _: Any, known: Definitions) -> bool:
    return any(_obeys(value, one, known) for one in wanted)


_CHECKS: Mapping[str, Callable[[Any, Any, Any, Definitions], bool]] = {
    "$ref": _refers,
    "additionalProperties": _has_others,
    "allOf": _obeys_all,
    "anyOf": _obeys_any,
    "const": _is,
    "contains": _contains,
    "enum": _is_one_of,
    "format": _has_form,
    "items": _has_items,
    "maxItems": _has_no_more,
    "maxLength": _is_no_longer,
    "maximum": _is_at_most,
    "minItems": _has_as_many,
    "minLength": _is_as_long,
    "minimum": _is_at_least,
    "not": _obeys_not,
    "pattern": _matches,
    "properties": _has_members,
    "propertyNames": _has_keys,
    "required": _has_each,
    "type": _has_type,
}

_SAYING = frozenset({"$comment", "default", "description", "title", "x-kubernetes-error", "x-kubernetes-required"})
"""Keywords that decide nothing."""
