"""The same mistake is told with the same message in every file."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from dslint.own_files.schema_wording import message_of, missing_fields, nearest, unknown_fields


def violation(schema: dict[str, Any], value: Any) -> ValidationError:
    (error,) = Draft202012Validator(schema).iter_errors(value)
    return error


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"type": "string"}, 5, "a number found; write a string in quotes"),
        ({"type": "integer"}, "5", "a string found; write a whole number"),
        ({"type": ["object", "null"]}, [], "a list found; write a map or null"),
        (
            {"anyOf": [{"type": "string"}, {"type": "array"}]},
            True,
            "true or false found; write a string in quotes or a list",
        ),
        ({"type": "string", "x-say": "write 1.36"}, 1.36, "a number found; write 1.36 in quotes"),
        ({"type": "string", "x-say": "write it in quotes"}, 5, "a number found; write it in quotes"),
        ({"enum": ["error", "warning"]}, "eror", "error, warning; did you mean error?"),
        ({"enum": ["error", 5]}, "x", '"x" is not one of error, 5'),
        ({"const": "Inventory"}, "Other", '"Other" found; write "Inventory"'),
        ({"minItems": 1}, [], "is empty; write at least one"),
        ({"minLength": 1, "x-say": "write a name"}, "", "is empty; write a name"),
        ({"minItems": 2}, [1], "[1] is not valid; [1] is too short"),
        ({"minimum": 1, "x-say": "write 1 or more"}, 0, "0 is not valid; write 1 or more"),
        ({"pattern": "^a$"}, "b" * 70, "a string is not valid; "),
    ],
)
def test_what_was_found_and_what_to_write_is_told(schema: dict[str, Any], value: Any, message: str) -> None:
    assert message in message_of(violation(schema, value))


def test_the_advice_of_an_alternative_that_contains_the_value_counts() -> None:
    schema = {"x-say": "write a date", "anyOf": [{"type": "string", "pattern": "^d"}, {"type": "null"}]}
    assert message_of(violation(schema, "x")) == '"x" is not valid; write a date'


STRICT = {
    "properties": {"name": {}, "count": {}, "labels": {}},
    "additionalProperties": False,
    "required": ["name"],
}


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ({"name": 1, "lables": 1}, {"lables": "unknown field; did you mean labels?"}),
        ({"name": 1, "x": 1}, {"x": "unknown field; expected one of name, count, labels"}),
    ],
)
def test_an_unknown_field_is_told_with_the_nearest_or_with_all(value: dict[str, Any], fields: dict[str, str]) -> None:
    assert unknown_fields(violation(STRICT, value)) == fields


def test_other_violations_are_about_no_unknown_field() -> None:
    assert unknown_fields(violation({"type": "string"}, 5)) == {}
    assert unknown_fields(violation({"additionalProperties": {"type": "string"}}, {"a": 5})) == {}


def test_a_missing_field_is_told_unless_it_is_only_misspelt() -> None:
    assert missing_fields(violation(STRICT, {})) == ["name is missing"]
    errors = {str(error.validator): error for error in Draft202012Validator(STRICT).iter_errors({"nmae": 1})}
    assert missing_fields(errors["required"]) == []


def test_a_field_that_another_one_needs_is_told_with_the_schemas_advice() -> None:
    schema = {"dependentRequired": {"until": ["reason"]}, "x-say": "say why"}
    assert missing_fields(violation(schema, {"until": 1})) == ["reason is missing; say why"]


def test_where_all_need_not_be_told_only_the_nearest_is() -> None:
    assert nearest("nmae", ["name"], tell_all=False) == "; did you mean name?"
    assert nearest("x", ["name"], tell_all=False) == ""
    assert nearest("x", []) == ""
