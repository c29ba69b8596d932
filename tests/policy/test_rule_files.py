"""Every file of rules/ is held to its schema, to its name, and to the sources that emit its code."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import dslint
from dslint.data import rules_folder, schemas_folder
from dslint.policy import catalogue

FILES = sorted(rules_folder().glob("*.yaml"))
SOURCES = Path(dslint.__file__).parent
QUOTED_CODE = re.compile(r"""["'](DS\d{3})["']""")


@cache
def _schema() -> Draft202012Validator:
    schema = json.loads((schemas_folder() / "rule.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@cache
def _value(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return value


@cache
def _emitted() -> frozenset[str]:
    texts = (path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    decided_by_schema = {_value(path)["code"] for path in FILES if "assert" in _value(path)}
    return frozenset(decided_by_schema).union(*(QUOTED_CODE.findall(text) for text in texts))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_file_obeys_the_schema(path: Path) -> None:
    problems = [f"{error.json_path}: {error.message}" for error in _schema().iter_errors(_value(path))]
    assert problems == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_file_is_called_by_code_and_name(path: Path) -> None:
    value = _value(path)
    assert path.name == f"{value['code']}-{value['name']}.yaml"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_marks_what_it_shows(path: Path) -> None:
    code = path.name[:5]
    for example in catalogue.page(code).examples:
        assert code in {expected for _, expected in example.expected}


def test_no_code_and_no_name_is_used_twice() -> None:
    codes = [path.name[:5] for path in FILES]
    names = [path.stem[6:] for path in FILES]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)


def test_every_code_in_the_sources_has_a_rule_file() -> None:
    assert sorted(_emitted() - set(catalogue.names())) == []


def test_every_rule_file_is_emitted_somewhere() -> None:
    assert sorted(set(catalogue.names()) - _emitted()) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"code": "231"}, "does not match"),
        ({"summary": "ends in a full stop."}, "does not match"),
        ({"examples": []}, "non-empty|too short"),
        ({"severity": "fatal"}, "is not one of"),
        ({"kubernetes": {"since": 1.1}}, "is not of type"),
        ({"assert": {"const": False}}, "is a dependency"),
        ({"reasons": "x"}, "were unexpected|was unexpected"),
    ],
)
def test_the_schema_rejects(change: dict[str, Any], complaint: str) -> None:
    good = {
        "code": "DS999",
        "name": "three-legs",
        "severity": "error",
        "origin": "trap",
        "summary": "a table on three legs",
        "reason": "It stands, and falls over when somebody leans on it.",
        "help": "add a leg",
        "examples": [{"bad": "legs: 3", "good": "legs: 4"}],
    }
    assert list(_schema().iter_errors(good)) == []
    messages = [error.message for error in _schema().iter_errors({**good, **change})]
    assert any(re.search(complaint, message) for message in messages), messages


def test_the_message_of_a_policy_leaves_what_to_do_to_the_help() -> None:
    values = [_value(path) for path in FILES]
    assert [value["code"] for value in values if ";" in value.get("message", "")] == []
