"""JSON Schemas of users' rules are valid and self-contained."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import FieldPath
from dslint.policy.rule_schemas import DIALECT, schema_errors


@pytest.mark.parametrize(
    "schema",
    [
        True,
        {},
        {"$schema": DIALECT},
        {"$schema": f"{DIALECT}#"},
        {"$ref": "#/$defs/a", "$defs": {"a": {"pattern": "^a$"}}},
        {"const": {"$ref": "http://h/x", "$id": "y"}},
        {"enum": [{"$schema": "z"}], "default": {"$id": "x"}},
    ],
)
def test_a_schema_that_needs_nothing_else_is_good(schema: Any) -> None:
    assert schema_errors(schema) == []


@pytest.mark.parametrize(
    ("schema", "path", "text"),
    [
        ({"$ref": "http://h/x"}, ("$ref",), "http://h/x is outside the rule; refer to #/$defs/… in the same schema"),
        ({"allOf": [{}, {"$dynamicRef": "x"}]}, ("allOf", 1, "$dynamicRef"), "x is outside the rule"),
        ({"not": {"$id": "#a"}}, ("not", "$id"), "a schema in a rule must not have $id; remove it"),
        ({"$schema": "http://json-schema.org/draft-07/schema"}, ("$schema",), "is not supported; remove $schema"),
        ({"type": 5}, ("type",), "invalid schema: 5 is not valid"),
        ({"properties": {"a": {"pattern": "("}}}, ("properties", "a", "pattern"), "is not a valid regular expression"),
        ({"anyOf": [{"$ref": "#/nope"}]}, ("anyOf", 0, "$ref"), "invalid schema: Pointer '/nope' does not exist"),
    ],
)
def test_an_error_comes_with_its_path(schema: Any, path: FieldPath, text: str) -> None:
    ((found, message),) = schema_errors(schema)
    assert found == path
    assert text in message


def test_external_references_are_reported_before_invalid_schemas() -> None:
    found = schema_errors({"$ref": "x", "not": {"$ref": "y"}, "type": 5})
    assert [path for path, _ in found] == [("$ref",), ("not", "$ref")]
