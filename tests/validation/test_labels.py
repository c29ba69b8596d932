"""Labels, and the expressions of selectors."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.field_path import Field
from dslint.validation import labels
from tests.validation.objects import release_of, told
from tests.validation.words import LABEL_VALUE, NAME_PART

TOP = Field.top(release_of("1.36"))
PLACE = TOP.child("metadata", "labels")


def test_errors_of_labels_name_the_map_and_lead_to_the_key() -> None:
    found = list(labels.label_errors({"a b": "x", "ok": "c d", "example.com/x": ""}, PLACE))
    assert told(found) == [
        f'metadata.labels: Invalid value: "a b": {NAME_PART}',
        f'metadata.labels: Invalid value: "c d": {LABEL_VALUE}',
    ]
    assert [(problem.path, problem.at) for problem in found] == [
        (("metadata", "labels", "a b"), "key"),
        (("metadata", "labels", "ok"), "value"),
    ]


@pytest.mark.parametrize(
    ("key", "fits"),
    [("a" * 63, True), ("a" * 64, False), (f"{'b' * 253}/a", True), (f"{'b' * 254}/a", False), ("", False)],
)
def test_a_key_has_at_most_63_characters_behind_253_of_its_prefix(key: str, fits: bool) -> None:
    assert (list(labels.label_errors({key: ""}, PLACE)) == []) is fits


@pytest.mark.parametrize(("length", "fits"), [(0, True), (63, True), (64, False)])
def test_a_value_has_at_most_63_characters(length: int, fits: bool) -> None:
    assert (list(labels.label_errors({"a": "x" * length}, PLACE)) == []) is fits


def of_expression(expression: dict[str, Any], *, values: bool = True, comparisons: bool = False) -> list[str]:
    return told(labels.expression_errors(expression, TOP.child("e"), values=values, comparisons=comparisons))


@pytest.mark.parametrize(
    ("operator", "values", "error"),
    [
        ("In", ["x"], None),
        ("NotIn", ["x", "y"], None),
        ("Exists", [], None),
        ("DoesNotExist", [], None),
        ("In", [], f"e.values: Required value: {labels.VALUES_NEEDED}"),
        ("NotIn", [], f"e.values: Required value: {labels.VALUES_NEEDED}"),
        ("Exists", ["x"], f"e.values: Forbidden: {labels.VALUES_REFUSED}"),
        ("DoesNotExist", ["x"], f"e.values: Forbidden: {labels.VALUES_REFUSED}"),
        ("Gt", ["1"], f'e.operator: Invalid value: "Gt": {labels.NO_OPERATOR}'),
        ("", [], f'e.operator: Invalid value: "": {labels.NO_OPERATOR}'),
        ("in", ["x"], f'e.operator: Invalid value: "in": {labels.NO_OPERATOR}'),
    ],
)
def test_each_operator_has_the_values_that_it_needs(operator: str, values: list[str], error: str | None) -> None:
    assert of_expression({"key": "a", "operator": operator, "values": values}) == ([error] if error else [])


@pytest.mark.parametrize(("values", "wrong"), [([], True), (["1"], False), (["1", "2"], True)])
@pytest.mark.parametrize("operator", ["Gt", "Lt"])
def test_comparisons_of_node_selectors_have_one_value(operator: str, values: list[str], wrong: bool) -> None:
    found = of_expression({"key": "a", "operator": operator, "values": values}, comparisons=True)
    assert found == ([f"e.values: Required value: {labels.ONE_VALUE_NEEDED}"] if wrong else [])


def test_values_are_label_values_where_it_is_asked() -> None:
    expression = {"key": "a", "operator": "In", "values": ["ok", "a b"]}
    assert of_expression(expression) == [f'e.values[1]: Invalid value: "a b": {LABEL_VALUE}']
    assert of_expression(expression, values=False) == []


def test_the_operator_is_judged_before_the_key() -> None:
    assert [line.split(":")[0] for line in of_expression({"key": "a b", "operator": "Near"})] == ["e.operator", "e.key"]


@pytest.mark.parametrize(
    ("selector", "readable"),
    [
        ({}, True),
        ({"matchLabels": {"a": "b"}}, True),
        ({"matchLabels": {"a": "b c"}}, False),
        ({"matchLabels": {"a b": "c"}}, False),
        ({"matchExpressions": [{"key": "a", "operator": "Exists"}]}, True),
        ({"matchExpressions": [{"key": "a", "operator": "In"}]}, False),
        ({"matchExpressions": [{"key": "a", "operator": "In", "values": ["b c"]}]}, False),
    ],
)
def test_a_selector_is_readable_where_nothing_is_wrong_with_it(selector: dict[str, Any], readable: bool) -> None:
    assert labels.selector_is_readable(selector, release_of("1.36")) is readable
