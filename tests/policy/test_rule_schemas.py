"""JSON Schemas of users' rules are complete in themselves and can be decided."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import FieldPath
from dslint.policy.rule_schemas import DIALECT, schema_faults


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
    assert schema_faults(schema) == []


@pytest.mark.parametrize(
    ("schema", "path", "said"),
    [
        ({"$ref": "http://h/x"}, ("$ref",), "http://h/x leads out of the rule; refer to #/$defs/… in the same schema"),
        ({"allOf": [{}, {"$dynamicRef": "x"}]}, ("allOf", 1, "$dynamicRef"), "x leads out of the rule"),
        ({"not": {"$id": "#a"}}, ("not", "$id"), "a schema in a rule must not have $id; remove it"),
        ({"$schema": "http://json-schema.org/draft-07/schema"}, ("$schema",), "is not supported; remove $schema"),
        ({"type": 5}, ("type",), "cannot be decided: 5 is not valid"),
        ({"properties": {"a": {"pattern": "("}}}, ("properties", "a", "pattern"), "is not a valid regular expression"),
        ({"anyOf": [{"$ref": "#/nope"}]}, ("anyOf", 0, "$ref"), "cannot be decided: Pointer '/nope' does not exist"),
    ],
)
def test_a_fault_is_told_with_the_way_to_it(schema: Any, path: FieldPath, said: str) -> None:
    ((found, message),) = schema_faults(schema)
    assert found == path
    assert said in message


def test_everything_that_leads_out_is_told_before_anything_is_decided() -> None:
    found = schema_faults({"$ref": "x", "not": {"$ref": "y"}, "type": 5})
    assert [path for path, _ in found] == [("$ref",), ("not", "$ref")]
