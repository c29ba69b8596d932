from __future__ import annotations

import pytest

from dslint.kubernetes.selectors import LabelSelector, NodeSelectorTerm, Requirement, integer

LABELS = {"zone": "a", "gpus": "4", "empty": "", "name": "many"}


def requirement(key, operator, *values):
    return Requirement(key, operator, values)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (requirement("zone", "In", "a", "b"), True),
        (requirement("zone", "In", "b"), False),
        (requirement("absent", "In", ""), False),
        (requirement("empty", "In", ""), True),
        (requirement("zone", "NotIn", "b"), True),
        (requirement("absent", "NotIn", "b"), True),
        (requirement("zone", "Exists"), True),
        (requirement("absent", "Exists"), False),
        (requirement("absent", "DoesNotExist"), True),
        (requirement("gpus", "Gt", "3"), True),
        (requirement("gpus", "Gt", "4"), False),
        (requirement("gpus", "Lt", "5"), True),
        (requirement("name", "Lt", "5"), False),
        (requirement("absent", "Lt", "5"), False),
        (requirement("zone", "In"), False),
        (requirement("zone", "NotIn"), False),
        (requirement("zone", "Exists", "a"), False),
        (requirement("gpus", "Gt", "1", "2"), False),
        (requirement("gpus", "Gt", "x"), False),
        (requirement("gpus", "Gt", "-1"), False),
        (requirement("absent", "NotIn", "-1"), False),
        (requirement("zone", "Is", "a"), False),
    ],
)
def test_a_requirement_holds_as_kubernetes_reads_it(wanted, expected):
    assert wanted.matches(LABELS) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        ("007", 7),
        ("+7", 7),
        ("-7", -7),
        ("", None),
        ("7.0", None),
        (str(2**63), None),
        (str(-(2**63)), -(2**63)),
    ],
)
def test_numbers_are_read_as_go_reads_int64(text, expected):
    assert integer(text) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, True),
        ({"matchLabels": {"zone": "a"}}, True),
        ({"matchLabels": {"zone": "a", "gpus": "5"}}, False),
        ({"matchLabels": {"zone": "a"}, "matchExpressions": [{"key": "gpus", "operator": "Exists"}]}, True),
        ({"matchExpressions": [{"key": "gpus", "operator": "DoesNotExist"}]}, False),
    ],
)
def test_a_label_selector_wants_all_it_says(raw, expected):
    made = LabelSelector.of(raw)
    assert made is not None
    assert made.matches(LABELS) is expected
    assert made.empty is (raw == {})


def test_no_selector_is_not_an_empty_one():
    assert LabelSelector.of(None) is None
    assert str(LabelSelector.of({})) == "{}"


def test_a_selector_is_shown_as_people_write_it():
    made = LabelSelector.of(
        {"matchLabels": {"a": "b"}, "matchExpressions": [{"key": "c", "operator": "In", "values": ["d"]}]}
    )
    assert str(made) == "a=b, c In [d]"


def fields(operator, *values, key="metadata.name"):
    return {"matchFields": [{"key": key, "operator": operator, "values": list(values)}]}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, False),
        ({"matchExpressions": [{"key": "zone", "operator": "Exists"}]}, True),
        (fields("In", "n1"), True),
        (fields("In", "n2"), False),
        (fields("NotIn", "n2"), True),
        (fields("In", "n1", "n2"), False),
        (fields("Exists"), False),
        (fields("In", "n1", key="metadata.namespace"), False),
        ({**fields("In", "n1"), "matchExpressions": [{"key": "absent", "operator": "Exists"}]}, False),
    ],
)
def test_a_term_holds_over_labels_and_the_name_and_an_empty_one_never(raw, expected):
    assert NodeSelectorTerm.of(raw).matches(LABELS, "n1") is expected


def test_names_may_be_longer_than_labels():
    name = "n" * 70
    assert NodeSelectorTerm.of(fields("In", name)).matches({}, name)


def test_a_term_with_an_expression_that_cannot_be_read_is_not_usable():
    assert not NodeSelectorTerm.of({"matchExpressions": [{"key": "a", "operator": "In"}]}).usable
    assert NodeSelectorTerm.of({"matchExpressions": [{"key": "a", "operator": "Exists"}]}).usable


@pytest.mark.parametrize(
    ("text", "number"),
    [("0" * 5000 + "7", 7), ("-0" + "0" * 5000 + "7", -7), ("9" * 5000, None), ("-9223372036854775808", -(2**63))],
)
def test_numbers_of_thousands_of_digits_are_read_as_go_reads_them(text: str, number: int | None) -> None:
    assert integer(text) == number
