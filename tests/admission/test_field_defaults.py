"""How a default is set: a pointer keeps what is written, a plain field takes zero for nothing."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.field_defaults import (
    copied,
    default_field_reference,
    fill_absent,
    fill_all_empty,
    fill_empty,
    made_map,
    map_at,
    maps,
    own_map,
    own_maps,
    round_resources,
)


@pytest.mark.parametrize(
    ("written", "pointer", "plain"),
    [({}, 7, 7), ({"a": None}, 7, 7), ({"a": 0}, 0, 7), ({"a": ""}, "", 7), ({"a": False}, False, 7), ({"a": 1}, 1, 1)],
)
def test_zero_stays_in_a_pointer_and_is_nothing_in_a_plain_field(
    written: dict[str, Any], pointer: object, plain: object
) -> None:
    absent, empty = dict(written), dict(written)
    fill_absent(absent, "a", 7)
    fill_empty(empty, "a", 7)
    assert (absent, empty) == ({"a": pointer}, {"a": plain})


def test_several_empty_fields_are_filled_each_for_itself() -> None:
    where: dict[str, Any] = {"pool": "", "user": "me"}
    fill_all_empty(where, {"pool": "rbd", "user": "admin", "keyring": "/k"})
    assert where == {"pool": "rbd", "user": "me", "keyring": "/k"}


def test_only_maps_of_a_list_are_gone_through() -> None:
    assert list(maps({"items": [{"a": 1}, None, "text", {}]}, "items")) == [{"a": 1}, {}]
    assert list(maps({"items": None}, "items")) == []


@pytest.mark.parametrize(
    ("keys", "found"), [((), {"a": {"b": {}}, "n": None}), (("a", "b"), {}), (("a", "x"), None), (("n", "x"), None)]
)
def test_a_map_is_found_at_the_end_of_its_keys_or_not_at_all(keys: tuple[str, ...], found: object) -> None:
    assert map_at({"a": {"b": {}}, "n": None}, *keys) == found


def test_a_copy_shares_no_map_and_no_list_with_what_it_is_of() -> None:
    value = {"a": [{"b": 1}]}
    copy = copied(value)
    copy["a"][0]["b"] = 2
    copy["a"].append({})
    assert value == {"a": [{"b": 1}]}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            {"fieldRef": {"fieldPath": "metadata.name"}},
            {"fieldRef": {"fieldPath": "metadata.name", "apiVersion": "v1"}},
        ),
        ({"fieldRef": {"apiVersion": "v2"}}, {"fieldRef": {"apiVersion": "v2"}}),
        ({"secretKeyRef": {}}, {"secretKeyRef": {}}),
        (None, None),
    ],
)
def test_a_field_reference_is_of_v1_unless_it_says_otherwise(source: Any, expected: Any) -> None:
    default_field_reference(source)
    assert source == expected


@pytest.mark.parametrize(
    ("written", "kept"), [("0.5m", "1m"), ("1m", "1m"), ("1.0005", "1001m"), ("0.50", "0.50"), ("1Gi", "1Gi")]
)
def test_what_is_finer_than_a_thousandth_is_rounded_up_and_all_else_stays_as_written(written: str, kept: str) -> None:
    requests = {"cpu": written, "memory": None}
    resources = {"requests": requests, "limits": None}
    round_resources(resources, "requests", "limits")
    assert resources == {"requests": {"cpu": kept, "memory": None}, "limits": None}
    assert requests == {"cpu": written, "memory": None}


def test_a_part_is_copied_before_it_is_changed() -> None:
    written: dict[str, Any] = {"probe": {"a": 1}, "ports": [{"b": 2}, None], "name": "x"}
    changed = dict(written)
    probe, ports, made = own_map(changed, "probe"), own_maps(changed, "ports"), made_map(changed, "spec")
    assert probe is not None
    probe["a"], ports[0]["b"], made["c"] = 5, 6, 7
    assert changed == {"probe": {"a": 5}, "ports": [{"b": 6}, None], "name": "x", "spec": {"c": 7}}
    assert written == {"probe": {"a": 1}, "ports": [{"b": 2}, None], "name": "x"}


def test_there_is_nothing_to_copy_where_there_is_no_map_and_no_list() -> None:
    where: dict[str, Any] = {"a": None, "b": "text"}
    assert (own_map(where, "a"), own_map(where, "b"), own_map(where, "c")) == (None, None, None)
    assert (own_maps(where, "a"), own_maps(where, "b"), own_maps(where, "c")) == ([], [], [])
    assert where == {"a": None, "b": "text"}
