"""Tolerations."""

from __future__ import annotations

import pytest

from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.validation.scheduling.tolerations import toleration_errors
from tests.validation.objects import pod_errors
from tests.validation.words import LABEL_VALUE


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.tolerations": [{"operator": "Exists"}]}, "1.36", []),
        (
            {"spec.tolerations": [{}]},
            "1.36",
            [
                (
                    'spec.tolerations[0].operator: Invalid value: "": operator must be Exists when `key` is empty, '
                    'which means "match all values and all keys"'
                )
            ],
        ),
        ({"spec.tolerations": [{"key": "a", "value": "b"}]}, "1.36", []),
        (
            {"spec.tolerations": [{"key": "a", "operator": "Exists", "value": "b"}]},
            "1.36",
            [("spec.tolerations[0].operator: Invalid value: \"b\": value must be empty when `operator` is 'Exists'")],
        ),
        (
            {"spec.tolerations": [{"key": "a", "value": "b c"}]},
            "1.36",
            [f'spec.tolerations[0].operator: Invalid value: "b c": {LABEL_VALUE}'],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "exists"}]},
            "1.36",
            ['spec.tolerations[0].operator: Unsupported value: "exists": supported values: "Equal", "Exists"'],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "exists"}]},
            "1.36 TaintTolerationComparisonOperators",
            [
                (
                    'spec.tolerations[0].operator: Unsupported value: "exists": supported values: "Equal", "Exists", '
                    '"Lt", "Gt"'
                )
            ],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "exists"}]},
            "1.33",
            ['spec.tolerations[0].operator: Unsupported value: "exists": supported values: "Equal", "Exists"'],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "Gt", "value": "5"}]},
            "1.36",
            [
                (
                    'spec.tolerations[0].operator: Unsupported value: "Gt": supported values: "Equal", "Exists", "Lt",'
                    ' "Gt"'
                )
            ],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "Gt", "value": "5"}]},
            "1.36 TaintTolerationComparisonOperators",
            [],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "Lt", "value": "05"}]},
            "1.36 TaintTolerationComparisonOperators",
            [('spec.tolerations[0].value: Invalid value: "05": must be a valid decimal integer in canonical form')],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "Lt"}]},
            "1.36 TaintTolerationComparisonOperators",
            ['spec.tolerations[0].value: Invalid value: "": must be non-empty'],
        ),
    ],
)
def test_key_operator_and_value_fit_together(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.tolerations": [{"key": "a", "operator": "Exists", "tolerationSeconds": 5}]},
            [
                (
                    "spec.tolerations[0].effect: Invalid value: \"\": effect must be 'NoExecute' when "
                    "`tolerationSeconds` is set"
                )
            ],
        ),
        (
            {"spec.tolerations": [{"key": "a", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": -5}]},
            [],
        ),
    ],
)
def test_a_time_is_for_being_evicted(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (
            {},
            (
                'core.Toleration{Key:"a", Operator:"Exists", Value:"b", Effect:"NoExecute", '
                "TolerationSeconds:(*int64)(nil)}"
            ),
        ),
        (
            {"tolerationSeconds": 5},
            '{"Key":"a","Operator":"Exists","Value":"b","Effect":"NoExecute","TolerationSeconds":5}',
        ),
    ],
)
def test_old_releases_show_a_toleration_whole_for_its_value(seconds, shown):
    toleration = {"key": "a", "operator": "Exists", "value": "b", "effect": "NoExecute", **seconds}
    detail = "value must be empty when `operator` is 'Exists'"
    assert pod_errors({"spec.tolerations": [toleration]}, "1.31") == [
        f"spec.tolerations[0].operator: Invalid value: {shown}: {detail}"
    ]
    assert pod_errors({"spec.tolerations": [toleration]}, "1.32") == [
        f'spec.tolerations[0].operator: Invalid value: "b": {detail}'
    ]


@pytest.mark.parametrize(
    ("operator", "help_"),
    [
        ("Lt", "use Equal or Exists; Lt needs the feature gate TaintTolerationComparisonOperators"),
        ("Equals", 'did you mean "Equal"?'),
        ("Foo", None),
    ],
)
def test_the_help_for_a_comparison_is_its_gate(operator, help_):
    place = Field(("tolerations",), "tolerations", Release.of("1.36"))
    (found,) = toleration_errors([{"key": "a", "operator": operator, "value": "5"}], place)
    assert found.help == help_
