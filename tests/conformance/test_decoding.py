"""What recorded API servers could not decode, and in which words; and that no constraint refuses what they took."""

from __future__ import annotations

import json

import pytest
from jsonschema_rs import Draft202012Validator

from dslint.admission.defaults import defaulted
from dslint.data import schemas_folder
from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode
from dslint.schema.value_constraints import value_errors
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import VERSIONS, validated

TAKEN_BY_SERVERS = {"DS102", "DS109"}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_cannot_be_decoded_is_refused(version: str, agreement: Agreement) -> None:
    release = Release.of(version)
    for name, value, seen in validated(version):
        refused = [problem for problem in decode(value, release).problems if problem.code not in TAKEN_BY_SERVERS]
        agreement.hold(f"decoding {version}", name, seen["code"] == 400, bool(refused))
        if seen["code"] == 400 and version != "1.21":
            told = any(problem.message in seen["message"] for problem in refused)
            agreement.hold(f"decoder's words {version}", name, wanted=True, got=told)


@pytest.mark.parametrize("version", VERSIONS)
def test_constraints_on_values_refuse_only_what_the_server_refuses(version: str, agreement: Agreement) -> None:
    release = Release.of(version)
    for name, value, seen in validated(version):
        if seen["code"] == 400:
            continue
        errors = value_errors(defaulted(decode(value, release).value, release), release)
        wanted = {(field, message) for _, field, message in seen.get("causes", [])}
        surplus = {(problem.field, problem.message) for problem in errors} - wanted
        agreement.hold(f"values {version}", name, set(), surplus)


@pytest.mark.parametrize("version", [version for version in VERSIONS if version != "1.21"])
def test_an_editor_with_the_schema_alone_refuses_no_more_than_the_server(version: str, agreement: Agreement) -> None:
    """Before 1.25 servers dropped unknown fields, and null for an apiVersion is filled in by servers alone."""
    schema = json.loads((schemas_folder() / f"kubernetes-{version}.schema.json").read_text())
    validator = Draft202012Validator(schema)
    for name, value, seen in validated(version):
        if value.get("apiVersion") is None:
            continue
        if seen["code"] != 422:  # what only several fields together make wrong, a schema may take
            agreement.hold(f"schema alone {version}", name, seen["code"] == 201, validator.is_valid(value))
