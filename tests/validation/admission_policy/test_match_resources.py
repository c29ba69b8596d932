"""Rules and selectors of policies and bindings."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.validation.admission_policy.match_resources import match_resources_errors, path_segment_errors
from tests.validation.admission_policy.policies import RULE

PLACE = Field.top(Release.of("1.36")).child("m")


def told(**resources: Any) -> list[str]:
    return [f"{found.field}: {found.message}" for found in match_resources_errors(resources, PLACE)]


def told_of_rule(**changes: Any) -> list[str]:
    return told(resourceRules=[{**RULE, **changes}])


def test_rules_and_selectors_that_are_fine() -> None:
    assert told_of_rule(resources=["pods", "pods/*", "*/scale"], scope="Namespaced") == []
    assert told(namespaceSelector={"matchLabels": {"a": "b"}}, matchPolicy="Exact") == []


@pytest.mark.parametrize(
    ("field", "given", "message"),
    [
        ("apiGroups", [], "Required value"),
        ("apiGroups", ["*", "apps"], "must not specify other API groups"),
        ("apiVersions", [], "Required value"),
        ("apiVersions", ["*", "v1"], "must not specify other API versions"),
        ("operations", [], "Required value"),
        ("operations", ["*", "CREATE"], "must not specify other operations"),
        ("resources", [], "Required value"),
        ("resources", ["*/*", "pods"], "if '*/*' is present, must not specify other resources"),
        ("resources", ["*", "pods"], "if '*' is present, must not specify other resources without subresources"),
    ],
)
def test_lists_of_a_rule_hold_all_or_some(field: str, given: list[str], message: str) -> None:
    (error,) = told_of_rule(**{field: given})
    assert error.startswith(f"m.resourceRules[0].{field}: ")
    assert error.endswith(message)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"apiVersions": [""]}, "apiVersions[0]: Required value"),
        (
            {"operations": ["PUT"]},
            'operations[0]: Unsupported value: "PUT": supported values: "*", "CONNECT", "CREATE", "DELETE", "UPDATE"',
        ),
        (
            {"resources": ["pods/*", "pods/log"]},
            "resources[1]: Invalid value: \"pods/log\": if 'pods/*' is present, must not specify pods/log",
        ),
        (
            {"resources": ["*/scale", "pods/scale"]},
            "resources[1]: Invalid value: \"pods/scale\": if '*/scale' is present, must not specify pods/scale",
        ),
        ({"resources": [""]}, "resources[0]: Required value"),
        ({"scope": "All"}, 'scope: Unsupported value: "All": supported values: "*", "Cluster", "Namespaced"'),
        ({"resourceNames": ["a", "a"]}, 'resourceNames[1]: Duplicate value: "a"'),
        ({"resourceNames": [".."]}, "resourceNames[0]: Invalid value: \"..\": may not be '..'"),
    ],
)
def test_items_of_a_rule(changes: dict[str, Any], expected: str) -> None:
    assert told_of_rule(**changes) == [f"m.resourceRules[0].{expected}"]


def test_excluded_rules_and_selectors_are_read_alike() -> None:
    assert told(excludeResourceRules=[{**RULE, "scope": "x"}])[0].startswith("m.excludeResourceRules[0].scope")
    found = told(objectSelector={"matchExpressions": [{"key": "a", "operator": "In"}]})
    field = "m.objectSelector.matchExpressions[0].values"
    assert found == [f"{field}: Required value: must be specified when `operator` is 'In' or 'NotIn'"]


def test_names_in_paths() -> None:
    assert path_segment_errors("a.b") == []
    assert path_segment_errors("a/%") == ["may not contain '/'", "may not contain '%'"]
