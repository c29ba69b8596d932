"""The type at a path, and the structs on the way."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import FieldPath
from dslint.schema.definitions import definitions
from dslint.schema.type_lookup import path_in, short_name, type_at

KNOWN = definitions((1, 36))
POD = "core.v1.Pod"
CONTAINER: FieldPath = ("spec", "containers", 0)


@pytest.mark.parametrize(
    ("path", "inside", "owner"),
    [
        ((), True, "core.v1.Pod"),
        (("spec",), True, "core.v1.PodSpec"),
        (("spec",), False, "core.v1.Pod"),
        (("spec", "nodeName"), False, "core.v1.PodSpec"),
        (CONTAINER, True, "core.v1.Container"),
        (CONTAINER, False, "core.v1.PodSpec"),
        ((*CONTAINER, "resources", "limits", "cpu"), False, "core.v1.ResourceRequirements"),
    ],
)
def test_the_owner_is_the_struct_that_has_the_value_or_the_one_that_is_meant(
    path: FieldPath, inside: bool, owner: str
) -> None:
    assert type_at(KNOWN, POD, path, inside=inside).owner == owner


def test_structs_above_are_told_with_their_depth_and_fields_without_indices_and_keys_of_maps() -> None:
    place = type_at(KNOWN, POD, (*CONTAINER, "resources", "limits", "cpu"), inside=False)
    assert place.above == (("core.v1.Pod", 0), ("core.v1.PodSpec", 1), ("core.v1.Container", 3))
    assert place.fields == (
        ("Pod", "spec"),
        ("PodSpec", "containers"),
        ("Container", "resources"),
        ("ResourceRequirements", "limits"),
    )
    assert place.schema["$ref"] == "#/$defs/quantity"
    assert short_name("#/$defs/core.v1.Container") == "Container"


def test_an_unknown_field_has_no_type() -> None:
    assert type_at(KNOWN, POD, ("spec", "none"), inside=False).schema == {}


@pytest.mark.parametrize(
    ("value", "steps", "path"),
    [
        ({"a": [1]}, ("a", 0), ("a", 0)),
        ({"a": {"2024": 1}}, ("a", 2024), ("a", "2024")),
        ({"a": {"007": 1}}, ("a", 7), ("a", "007")),
        ({"a": {"+7": 1}}, ("a", 7), ("a", "+7")),
        ({"a": {"0": 1}}, ("a", 0), ("a", "0")),
        ({"": {"b": 1}}, ("b",), ("", "b")),
        ({"a": {"": {"": {"b": 1}}}}, ("a", "b"), ("a", "", "", "b")),
        ({"a": 1}, ("x", "y"), ()),
    ],
)
def test_a_path_of_the_schema_library_is_the_one_in_the_value(
    value: Any, steps: tuple[str | int, ...], path: FieldPath
) -> None:
    assert path_in(value, steps, 1) == path


def test_a_value_under_the_empty_key_is_told_by_what_was_found() -> None:
    assert path_in({"labels": {"": [5]}}, ("labels",), [5]) == ("labels", "")
    assert path_in({"labels": {"": "x"}}, ("labels",), {"": "x"}) == ("labels",)
