"""What the API server refuses of a policy, but for its expressions."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.validation.admission_policy.policy import policy_errors
from tests.validation.admission_policy.policies import errors, policy

LABEL = (
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, "
    "and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
    "'[a-z]([-a-z0-9]*[a-z0-9])?')"
)


def test_a_whole_policy_has_no_errors() -> None:
    assert errors(policy(paramKind={"apiVersion": "v1", "kind": "ConfigMap"}, failurePolicy="Ignore")) == []
    assert [*policy_errors(policy(failurePolicy="Fail"), Field.top(Release.of("1.36")))] == []


NOTHING = "Required value: validations or auditAnnotations must contain at least one item"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (
            {"failurePolicy": "Warn"},
            ['spec.failurePolicy: Unsupported value: "Warn": supported values: "Fail", "Ignore"'],
        ),
        ({"matchConstraints": None}, ["spec.matchConstraints: Required value"]),
        ({"matchConstraints": {}}, ["spec.matchConstraints.resourceRules: Required value"]),
        ({"validations": []}, [f"spec.validations: {NOTHING}", f"spec.auditAnnotations: {NOTHING}"]),
    ],
)
def test_what_a_spec_needs(spec: dict[str, Any], expected: list[str]) -> None:
    assert errors(policy(**spec)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ({}, ["apiVersion: Required value", "kind: Required value"]),
        (
            {"apiVersion": "a/b/c", "kind": "X"},
            ['apiVersion: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c'],
        ),
        (
            {"apiVersion": "a.example/", "kind": "X"},
            ['apiVersion: Invalid value: "a.example/": version must be specified'],
        ),
        ({"apiVersion": "1", "kind": "X"}, [f'apiVersion: Invalid value: "1": {LABEL}']),
        (
            {"apiVersion": "v1", "kind": "Config_Map"},
            [f'kind: Invalid value: "Config_Map": may have mixed case, but should otherwise match: {LABEL}'],
        ),
    ],
)
def test_the_kind_of_parameters(kind: dict[str, Any], expected: list[str]) -> None:
    assert errors(policy(paramKind=kind)) == [f"spec.paramKind.{error}" for error in expected]


def test_the_group_of_parameters_is_a_domain() -> None:
    (error,) = errors(policy(paramKind={"apiVersion": "A_B/v1", "kind": "X"}))
    assert error.startswith('spec.paramKind.apiVersion: Invalid value: "A_B": a lowercase RFC 1123 subdomain')


@pytest.mark.parametrize(
    ("validation", "expected"),
    [
        ({"expression": " "}, ["expression: Required value: expression is not specified"]),
        (
            {"messageExpression": "  "},
            ['messageExpression: Invalid value: "  ": must be non-empty if specified'],
        ),
        ({"message": " "}, ['message: Invalid value: " ": message must be non-empty if specified']),
        ({"message": "a\nb"}, ['message: Invalid value: "a\\nb": message must not contain line breaks']),
        ({"message": "a\n"}, []),
        (
            {"reason": "Gone"},
            ['reason: Unsupported value: "Gone": supported values: "Forbidden", "Invalid", "RequestEntityTooLarge"'],
        ),
    ],
)
def test_a_validation(validation: dict[str, Any], expected: list[str]) -> None:
    found = errors(policy(validations=[{"expression": "true", **validation}]))
    assert found == [f"spec.validations[0].{error}" for error in expected]


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        (
            {},
            [
                "name: Required value: name is not specified",
                "expression: Required value: expression is not specified",
            ],
        ),
        ({"name": "a-b", "expression": "1"}, ['name: Invalid value: "a-b": name is not a valid CEL identifier']),
        ({"name": "in", "expression": "1"}, ['name: Invalid value: "in": name is not a valid CEL identifier']),
        ({"name": "_a1", "expression": "1"}, []),
    ],
)
def test_a_variable(variable: dict[str, Any], expected: list[str]) -> None:
    assert errors(policy(variables=[variable])) == [f"spec.variables[0].{error}" for error in expected]


def test_match_conditions_have_names_that_differ() -> None:
    found = errors(policy(matchConditions=[{"name": "a", "expression": "true"}, {"name": "a"}, {"expression": "true"}]))
    assert found == [
        "spec.matchConditions[1].expression: Required value",
        'spec.matchConditions[1].name: Duplicate value: "a"',
        "spec.matchConditions[2].name: Required value",
    ]


def test_there_are_at_most_64_match_conditions() -> None:
    conditions = [{"name": f"c{number}", "expression": "true"} for number in range(65)]
    assert errors(policy(matchConditions=conditions[:64])) == []
    assert errors(policy(matchConditions=conditions)) == [
        "spec.matchConditions: Too many: 65: must have at most 64 items"
    ]


def test_keys_of_annotations_follow_the_name_of_the_policy() -> None:
    annotations = [{"key": "a", "valueExpression": "'x'"}, {"key": "a", "valueExpression": " "}, {"key": "b c"}]
    found = errors(policy(auditAnnotations=annotations))
    assert found[:2] == [
        "spec.auditAnnotations[1].valueExpression: Required value: valueExpression is not specified",
        'spec.auditAnnotations[1].key: Duplicate value: "a"',
    ]
    assert found[2].startswith('spec.auditAnnotations[2].key: Invalid value: "p.example/b c": name part must consist')


def test_limits_of_annotations() -> None:
    many = [{"key": f"a{number}", "valueExpression": "'x'"} for number in range(21)]
    (error,) = errors(policy(auditAnnotations=many))
    assert error.endswith(": must not have more than 20 auditAnnotations")
    long = [{"key": "a", "valueExpression": "'" + "x" * 5120 + "'"}]
    assert errors(policy(auditAnnotations=long)) == [
        "spec.auditAnnotations[0].valueExpression: Required value: must not exceed 5120 bytes in length"
    ]
