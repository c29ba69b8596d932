"""Checks the JSON Schemas in users' rules: they must be valid and self-contained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import FieldPath
from dslint.policy.policies import test_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_DATA = frozenset({"const", "enum", "default", "examples"})
"""Keywords whose values are not schemas and contain none."""


def schema_errors(schema: Any) -> list[tuple[FieldPath, str]]:
    """The errors in a schema, each with its path."""
    return [*_external_references(schema, ())] or [*_invalid(schema)]


def _external_references(schema: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Keywords that refer to something outside the rule."""
    if isinstance(schema, list):
        for index, item in enumerate(schema):
            yield from _external_references(item, (*path, index))
    if not isinstance(schema, Mapping):
        return
    for key, value in schema.items():
        message = _keyword_error(key, value) if isinstance(value, str) else None
        if message:
            yield (*path, key), message
        elif key not in _DATA:
            yield from _external_references(value, (*path, key))


def _keyword_error(key: str, value: str) -> str | None:
    if key in _REFERENCES and not value.startswith("#"):
        return f"{value} is outside the rule; refer to #/$defs/… in the same schema"
    if key == "$id":
        return "a schema in a rule must not have $id; remove it"
    if key == "$schema" and value.removesuffix("#") != DIALECT:
        return f"{value} is not supported; remove $schema, which is {DIALECT}"
    return None


def _invalid(schema: Any) -> Iterator[tuple[FieldPath, str]]:
    """Errors that the library finds: an invalid schema or pattern, a reference to nothing."""
    from jsonschema_rs import ValidationError

    try:
        test_of(schema)
    except ValidationError as error:
        message = error.message.removesuffix(' is not a "regex"')
        if message != error.message:
            message = f"{message} is not a valid regular expression"
        path = tuple(error.instance_path)
        yield path or _reference_in(message, schema, ()), f"invalid schema: {message}"
    except ValueError as error:
        yield (), f"invalid schema: {error}"


def _reference_in(message: str, schema: Any, path: FieldPath) -> FieldPath:
    """The path of the reference that a message names; empty if it names none."""
    items = schema.items() if isinstance(schema, Mapping) else enumerate(schema) if isinstance(schema, list) else ()
    for key, value in items:
        if key in _REFERENCES and isinstance(value, str) and f"'{value[1:]}'" in message:
            return (*path, key)
        found = _reference_in(message, value, (*path, key))
        if found:
            return found
    return ()
