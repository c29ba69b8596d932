"""rules/policies.json and rules/rules.jsonl are what their generator makes of rules/; profiles obey their schema."""

from __future__ import annotations

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

import dslint
from dslint.data import rules_folder, schemas_folder
from dslint.policy import catalogue
from dslint.policy.policies import built_in
from dslint.source.document_reader import read_text
from tools.generate_policies import texts

PROFILES = sorted((rules_folder() / "profiles").glob("*.yaml"))


def test_the_indexes_are_up_to_date():
    made = texts()
    assert {name: (rules_folder() / name).read_text(encoding="utf-8") for name in made} == made


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_a_profile_obeys_its_schema_and_is_called_as_its_file(path):
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    schema = json.loads((schemas_folder() / "profile.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    assert value["profile"] == path.stem


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_example_of_a_profile_asks_for_nothing_more_and_leads_to_it(path):
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    [document] = read_text(value["example"], "example.yaml").documents
    annotations = document.value["metadata"].pop("annotations")
    assert annotations == {"dslint.dev/profile": path.stem}
    undeclared = dslint.lint(document.value).findings
    declared = dslint.lint_text(value["example"]).findings
    assert [finding.code for finding in declared if finding.code.startswith("DS6")] == []
    suggested = [finding.folded.profile for finding in undeclared if finding.folded]
    assert suggested == ([] if path.stem == "none" else [path.stem])
    assert len(value["reason"]) > 40


def test_every_policy_is_compiled():
    for policy in built_in().policies:
        assert policy.is_met(None) in (True, False)
        assert policy.selects({}) in (True, False)


def test_profiles_excuse_only_from_rules_that_there_are():
    excused = {code for profile in built_in().profiles.values() for code in profile.excuses}
    assert excused <= set(catalogue.names())


def test_no_policy_is_an_error_by_itself():
    assert {catalogue.rule(policy.code).severity.value for policy in built_in().policies} == {"warning", "info"}
