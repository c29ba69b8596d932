"""The objects of a source, one by one."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from dslint.inventory.documents import NotOneValueError, json_value, of_json, of_json_list, of_value, typed, with_kinds
from dslint.inventory.errors import InventoryError, Place

PLACE = Place("f")


def kinds(value: Any) -> list[tuple[str, str, str]]:
    found = of_json(json.dumps(value).encode(), PLACE)
    return [(one.kind, one.api_version, one.place.error("").field) for one in found]


def test_lists_are_unfolded_and_their_kind_is_that_of_their_items() -> None:
    inner = {"kind": "PodList", "items": [{"metadata": {}}, {"kind": "Node", "apiVersion": "v1"}]}
    assert kinds({"kind": "List", "apiVersion": "v1", "items": [inner, {"kind": "Pod"}]}) == [
        ("Pod", "", "items[0].items[0]"),
        ("Node", "v1", "items[0].items[1]"),
        ("Pod", "", "items[1]"),
    ]


def test_a_compact_inventory_comes_with_its_value() -> None:
    value = {"kind": "Inventory", "apiVersion": "dslint.dev/v1", "spec": {}}
    for (document,) in (of_value(value, PLACE), of_json(json.dumps(value).encode(), PLACE)):
        assert (document.kind, document.value) == ("Inventory", value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"metadata": {}}, "f: kind: no kind; add one, such as kind: Node"),
        ({"kind": 5}, "f: kind: a number found; write a string in quotes"),
        ([], "f: a list found; write a map"),
        ({"kind": "List", "items": {}}, "f: items: a map found; write a list"),
        ({"kind": "Node", "x": object()}, "f: not a JSON value: "),
    ],
)
def test_what_is_no_object_is_reported_with_its_field(value: Any, message: str) -> None:
    with pytest.raises(InventoryError) as error:
        list(with_kinds(of_value(value, PLACE)))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("text", ["", "{", "{} {}", '{"kind": "Inventory", "kind": "Inventory"}', "nope"])
def test_what_is_not_one_value_is_left_to_the_slower_reader(text: str) -> None:
    with pytest.raises(NotOneValueError):
        list(of_json(text.encode(), PLACE))


def test_a_json_list_holds_objects() -> None:
    found = of_json_list(b'[{"kind": "Node"}, {"kind": "PodList", "items": [{}]}]', PLACE)
    assert [(one.kind, one.place.error("").field) for one in found] == [("Node", "[0]"), ("Pod", "[1].items[0]")]
    with pytest.raises(NotOneValueError):
        list(of_json_list(b"{}", PLACE))


def test_a_number_out_of_range_is_reported_with_its_field() -> None:
    text = b'{"a": [1, {"b": 1e999}], "c": 1e999}'
    with pytest.raises(InventoryError) as error:
        json_value(text, PLACE)
    assert str(error.value) == "f: a[1].b: no field accepts a number this large"
    assert json_value(b'{"a": 1}', PLACE) == {"a": 1}


def test_a_part_of_the_wrong_type_is_reported_with_its_field() -> None:
    decoder = msgspec.json.Decoder(dict[str, list[int]])
    assert typed(b'{"a": [1]}', decoder, PLACE) == {"a": [1]}
    with pytest.raises(InventoryError, match=r"^f: spec\.a\[1\]: a string found; write a whole number$"):
        typed(b'{"a": [1, "x"]}', decoder, PLACE, "spec")


def test_a_number_out_of_range_is_reported_before_a_wrong_type() -> None:
    with pytest.raises(InventoryError, match=r"^f: spec\.a\[1\]\.b: no field accepts a number this large$"):
        typed(b'{"a": [1, {"b": 1e999}], "c": "x"}', msgspec.json.Decoder(dict[str, str]), PLACE, "spec")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"metadata": {"name": "a"}, "status": {"nodeInfo": {}}}, "Node"),
        ({"apiVersion": "v1", "metadata": {"name": "a"}, "status": {"allocatable": {}}}, "Node"),
        ({"metadata": {"name": "a"}, "spec": {"containers": []}}, "Pod"),
        ({"metadata": {"name": "a"}, "spec": {"template": {"spec": {"containers": []}}}}, ""),
        ({"metadata": {}, "status": {"nodeInfo": {}}}, ""),
        ({"apiVersion": "example.com/v1", "metadata": {"name": "a"}, "status": {"nodeInfo": {}}}, ""),
        ({"metadata": [], "spec": 1}, ""),
    ],
)
def test_a_node_or_pod_that_does_not_say_its_kind_is_recognised(value: Any, kind: str) -> None:
    assert [one.kind for one in of_value(value, PLACE)] == [kind]


def test_a_list_that_is_null_is_empty() -> None:
    (document,) = of_value({"kind": "PodList", "apiVersion": "v1", "items": None}, PLACE)
    assert (document.kind, document.empty) == ("Pod", True)
