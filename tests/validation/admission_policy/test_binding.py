"""What the API server refuses of a binding."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.validation.admission_policy.binding import binding_errors
from tests.validation.admission_policy.policies import binding, errors


def test_a_whole_binding_has_no_errors() -> None:
    reference = {"name": "x", "namespace": "y", "parameterNotFoundAction": "Allow"}
    assert errors(binding(paramRef=reference, validationActions=["Deny", "Audit"])) == []
    assert [*binding_errors(binding()["spec"], Field.top(Release.of("1.36")))] == []


DENY_AND_WARN = (
    "must not contain both Deny and Warn (repeating the same validation failure information in the API response and "
    "headers serves no purpose)"
)
NOT_BOTH = "Forbidden: name and selector are mutually exclusive"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"policyName": ""}, ["policyName: Required value"]),
        ({"validationActions": []}, ["validationActions: Required value: at least one validation action is required"]),
        (
            {"validationActions": ["Deny", "Warn"]},
            [f'validationActions: Invalid value: ["Deny","Warn"]: {DENY_AND_WARN}'],
        ),
        (
            {"validationActions": ["Deny", "Deny", "Log"]},
            [
                'validationActions[1]: Duplicate value: "Deny"',
                'validationActions[2]: Unsupported value: "Log": supported values: "Audit", "Deny", "Warn"',
            ],
        ),
        (
            {"paramRef": {"parameterNotFoundAction": "Deny"}},
            ["paramRef: Required value: one of name or selector must be specified"],
        ),
        (
            {"paramRef": {"name": "a", "selector": {}, "parameterNotFoundAction": "Deny"}},
            [f"paramRef.name: {NOT_BOTH}", f"paramRef.selector: {NOT_BOTH}"],
        ),
        (
            {"paramRef": {"name": "a/b", "parameterNotFoundAction": "Ask"}},
            [
                "paramRef.name: Invalid value: \"a/b\": may not contain '/'",
                'paramRef.parameterNotFoundAction: Unsupported value: "Ask": supported values: "Deny", "Allow"',
            ],
        ),
        ({"paramRef": {"name": "a"}}, ["paramRef.parameterNotFoundAction: Required value"]),
        (
            {"matchResources": {"matchPolicy": "Any"}},
            ['matchResources.matchPolicy: Unsupported value: "Any": supported values: "Equivalent", "Exact"'],
        ),
    ],
)
def test_what_is_refused(spec: dict[str, Any], expected: list[str]) -> None:
    assert errors(binding(**spec)) == [f"spec.{error}" for error in expected]


def test_the_name_of_the_policy_is_a_subdomain() -> None:
    (error,) = errors(binding(policyName="A"))
    assert error.startswith('spec.policyName: Invalid value: "A": a lowercase RFC 1123 subdomain')


def test_the_alpha_version_denies_by_default_where_parameters_are_missing() -> None:
    assert errors(binding(version="v1alpha1", paramRef={"name": "a"}), "1.28") == []
