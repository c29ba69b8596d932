"""Fields that are absent or null are read as empty."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.raw_values import annotated_parts, has_annotation, items_of, list_of, map_of

POD: dict[str, Any] = {"spec": {"os": {"name": "linux"}, "affinity": None, "volumes": [{"name": "a"}, None, {}]}}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ((), POD),
        (("spec", "os"), {"name": "linux"}),
        (("spec", "affinity"), {}),
        (("spec", "affinity", "nodeAffinity"), {}),
        (("status", "phase"), {}),
    ],
)
def test_a_map_is_found_or_empty(names: tuple[str, ...], found: dict[str, Any]) -> None:
    assert map_of(POD, *names) == found


@pytest.mark.parametrize(("name", "found"), [("volumes", [{"name": "a"}, {}]), ("affinity", []), ("absent", [])])
def test_the_items_of_a_list_are_those_that_are_not_null(name: str, found: list[Any]) -> None:
    assert list_of(POD["spec"], name) == found


def test_an_item_keeps_its_place_beside_a_null() -> None:
    assert list(items_of(POD["spec"], "volumes", ("spec",))) == [
        ({"name": "a"}, ("spec", "volumes", 0)),
        ({}, ("spec", "volumes", 2)),
    ]


@pytest.mark.parametrize("name", ["affinity", "absent"])
def test_no_list_has_no_items(name: str) -> None:
    assert list(items_of(POD["spec"], name, ())) == []


def test_annotations_are_those_of_the_object_and_of_its_template() -> None:
    template = {"metadata": {"annotations": {"b": ""}}}
    value = {"metadata": {"annotations": {"a": ""}}, "spec": {"template": template}}
    assert list(annotated_parts(value)) == [((), {"a": ""}), (("spec", "template"), {"b": ""})]
    assert [has_annotation(value, key) for key in "abc"] == [True, True, False]


@pytest.mark.parametrize("value", [None, [], {"spec": None}, {"spec": {"template": []}}, {"metadata": "x", "spec": 1}])
def test_what_is_no_object_has_no_annotations(value: Any) -> None:
    assert not has_annotation(value, "a")
