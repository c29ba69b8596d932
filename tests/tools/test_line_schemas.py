from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from tests.golden import story
from tools.line_schemas import files


@pytest.mark.parametrize("name", ["lint-lines", "plan-lines"])
def test_a_schema_of_lines_is_valid_and_complete(name: str) -> None:
    schema = json.loads(files()[f"{name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    references = {part.partition('"')[0] for part in text.split('"$ref": "')[1:]}
    assert references <= {f"#/$defs/{definition}" for definition in schema["$defs"]}


def test_a_line_has_no_keys_of_another_kind() -> None:
    validator = Draft202012Validator(json.loads(files()["lint-lines.schema.json"]))
    finding = {"apiVersion": "dslint.dev/v1", "kind": "Finding", **story.REPORT.to_dict()["findings"][0]}
    assert validator.is_valid(finding)
    assert not validator.is_valid({**finding, "documents": 1})
    assert not validator.is_valid({**finding, "kind": "LintSummary"})
    assert not validator.is_valid({key: value for key, value in finding.items() if key != "code"})
