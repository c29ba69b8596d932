from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.quota_validation import errors


def told(hard: dict[str, Any], **spec: Any) -> list[str]:
    return list(errors({"spec": {"hard": hard, **spec}}))


def selected(scope: str, operator: str, *values: str) -> dict[str, Any]:
    requirement = {"scopeName": scope, "operator": operator, **({"values": list(values)} if values else {})}
    return {"matchExpressions": [requirement]}


@pytest.mark.parametrize(
    ("resource", "known"),
    [
        ("pods", True),
        ("count/daemonsets.apps", True),
        ("requests.example.com/gpu", True),
        ("requests.hugepages-2Mi", True),
        ("hugepages-2Mi", True),
        ("gpu", False),
        ("daemonsets", False),
    ],
)
def test_a_quota_counts_standard_resources_and_those_with_a_group_or_a_domain(resource: str, known: bool) -> None:
    assert (told({resource: "1"}) == []) is known


@pytest.mark.parametrize(
    ("amount", "error"), [("-1", "must be greater than or equal to 0"), ("500m", "must be an integer"), ("0", None)]
)
def test_objects_are_counted_in_whole_numbers_from_zero_on(amount: str, error: str | None) -> None:
    assert told({"pods": amount}) == ([f'spec.hard[pods]: Invalid value: "{amount}": {error}'] if error else [])


@pytest.mark.parametrize(
    ("scopes", "hard", "error"),
    [
        (["NotBestEffort"], {"cpu": "1", "pods": "1"}, None),
        (["NotBestEffort"], {"requests.ephemeral-storage": "1Gi"}, "unsupported scope applied to resource"),
        (["BestEffort"], {"pods": "1"}, None),
        (["BestEffort"], {"cpu": "1"}, "unsupported scope applied to resource"),
        (["Terminating"], {"count/daemonsets.apps": "0"}, None),
        (["Terminating"], {"secrets": "1"}, "unsupported scope applied to resource"),
        (["Unknown"], {"pods": "1"}, "unsupported scope"),
        (["Terminating", "NotTerminating"], {"pods": "1"}, "conflicting scopes"),
    ],
)
def test_scopes_go_with_the_resources_and_with_each_other(
    scopes: list[str], hard: dict[str, str], error: str | None
) -> None:
    shown = str(scopes).replace("'", '"').replace(", ", ",")
    assert told(hard, scopes=scopes) == ([f"spec.scopes: Invalid value: {shown}: {error}"] if error else [])


def test_a_selector_of_scopes_is_shown_with_the_names_of_the_internal_type() -> None:
    (error,) = told({"ephemeral-storage": "1"}, scopeSelector=selected("PriorityClass", "NotIn", "mid"))
    assert error == (
        "spec.scopeSelector.matchExpressions: Invalid value: "
        '{"MatchExpressions":[{"ScopeName":"PriorityClass","Operator":"NotIn","Values":["mid"]}]}: '
        "unsupported scope applied to resource"
    )


@pytest.mark.parametrize(
    ("selector", "valid"),
    [
        (selected("PriorityClass", "In", "a"), True),
        (selected("PriorityClass", "DoesNotExist"), True),
        (selected("PriorityClass", "In"), False),
        (selected("PriorityClass", "Exists", "a"), False),
        (selected("PriorityClass", "Near", "a"), False),
        (selected("BestEffort", "Exists"), True),
        (selected("BestEffort", "DoesNotExist"), False),
        (selected("Terminating", "In", "a"), False),
    ],
)
def test_operators_have_values_as_their_scope_wants(selector: dict[str, Any], valid: bool) -> None:
    assert (told({"pods": "1"}, scopeSelector=selector) == []) is valid
