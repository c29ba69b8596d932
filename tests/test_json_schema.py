"""Plain questions about JSON Schemas, which are answered without the library, as it would answer them."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from dslint import json_schema
from dslint.data import rules_folder
from dslint.json_schema import UndecidedError, compiled_test, obeys
from dslint.json_schema import test_of as a_test_of

VALUES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        700,
        10**20,
        "",
        "0",
        "x",
        "/etc",
        "/proc/stat",
        "ALL",
        "Unconfined",
        "kubelet.sock",
    ),
    *([], ["ALL"], [1, True], {}, {"name": "api_KEY", "value": "x"}, {"path": "/var/log", "readOnly": True}, {"a": {}}),
    *({"spec": {"priorityClassName": "system-node-critical"}}, {"tag": "latest"}, {"sizeLimit": 1}, [[]], [{}]),
]
SCHEMAS: list[Any] = [
    *(
        True,
        False,
        {},
        {"const": 1},
        {"const": True},
        {"const": None},
        {"enum": [None, {}]},
        {"enum": [False, "0", []]},
    ),
    *(
        {"type": "integer"},
        {"type": ["number", "null"]},
        {"minimum": 0, "maximum": 1},
        {"minLength": 1, "maxLength": 3},
    ),
    *(
        {"pattern": "^/(etc|proc)(/|$)"},
        {"pattern": "(?i)_key$"},
        {"minItems": 1, "maxItems": 1},
        {"items": {"type": "string"}},
    ),
    *({"required": ["name"]}, {"contains": {"const": "ALL"}}, {"propertyNames": {"maxLength": 4}}),
    *({"properties": {"a": True}, "additionalProperties": False}, {"additionalProperties": {"type": "string"}}),
    *(
        {"not": {"type": "object"}},
        {"anyOf": [{"const": 0}, {"type": "array"}]},
        {"allOf": [{"minimum": 0}, {"maximum": 0}]},
    ),
    *({"format": "date-time", "title": "a time", "type": ["string", "null"]},),
]


@pytest.fixture
def _any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_schema, "FEW", math.inf)


def answer(value: Any, schema: Any) -> bool | None:
    try:
        return obeys(value, schema)
    except UndecidedError:
        return None


@pytest.mark.usefixtures("_any_number")
@pytest.mark.parametrize("schema", SCHEMAS, ids=json.dumps)
def test_each_keyword_means_what_it_means_to_the_library(schema: Any) -> None:
    library = compiled_test(schema)
    answers = {json.dumps(value): (answer(value, schema), library(value)) for value in VALUES}
    assert {value: both for value, both in answers.items() if both[0] not in (both[1], None)} == {}
    assert any(given is not None for given, _ in answers.values())


@pytest.mark.usefixtures("_any_number")
def test_policies_are_decided_as_the_library_decides_them() -> None:
    policies = json.loads((rules_folder() / "policies.json").read_text(encoding="utf-8"))["policies"]
    undecided = 0
    for schema in (part for policy in policies for part in (policy["assert"], policy["match"].get("where", True))):
        library = compiled_test(schema)
        for value in VALUES:
            given = answer(value, schema)
            undecided += given is None
            assert given in (library(value), None), (schema, value)
    assert undecided == 0


@pytest.mark.usefixtures("_any_number")
@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (1.0, {"type": "integer"}),
        ("é", {"maxLength": 1}),
        ("a\n", {"pattern": "a$"}),
        ("a", {"pattern": r"\p{L}"}),
        ("a", {"pattern": "(?=a)"}),
        ("a", {"pattern": "["}),
        ([1], {"const": [True]}),
        ("12:00", {"format": "time"}),
        (1, {"multipleOf": 2}),
        (1, {"$ref": "https://example.org/x"}),
    ],
)
def test_what_may_be_understood_in_another_way_is_left_to_the_library(value: Any, schema: Any) -> None:
    with pytest.raises(UndecidedError):
        obeys(value, schema)


def test_from_some_number_of_questions_on_all_are_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_schema, "FEW", 0)
    with pytest.raises(UndecidedError):
        obeys(1, {"const": 1})
    is_one = a_test_of({"const": 1})
    assert [is_one(1), is_one(2), is_one(1.0)] == [True, False, True]


def test_a_reference_to_nothing_is_an_error_of_the_schema() -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        compiled_test({"$ref": "https://example.org/x"})
