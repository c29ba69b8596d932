"""Values as Go has them after decoding."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import FieldPath
from dslint.schema.definitions import definitions
from dslint.schema.go_values import GoValueReader
from tests.conformance import recordings

KNOWN = definitions((1, 36))
POD = "core.v1.Pod"


def read(value: dict[str, Any], *unreadable: FieldPath) -> dict[str, Any]:
    return GoValueReader(KNOWN, frozenset(unreadable), []).read(value, POD)


def spec(**fields: Any) -> Any:
    return read({"spec": fields})["spec"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"hostNetwork": None, "nodeName": "n1"}, {"nodeName": "n1"}),
        ({"hostnetwork": True}, {}),
        ({"containers": [None]}, {"containers": [{}]}),
        ({"nodeSelector": {"a": None, "b": "1"}}, {"nodeSelector": {"a": "", "b": "1"}}),
        ({"containers": []}, {"containers": []}),
        ({"securityContext": {"supplementalGroups": [None, 5]}}, {"securityContext": {"supplementalGroups": [0, 5]}}),
    ],
)
def test_null_is_no_field_and_in_a_list_or_a_map_a_zero_value(fields: dict[str, Any], found: dict[str, Any]) -> None:
    assert spec(**fields) == found


@pytest.mark.parametrize(("number", "found"), [(5.0, 5), (-0.0, 0), (1e20, 10**20), (1e21, 1e21), (2.5, 2.5), (7, 7)])
def test_whole_numbers_are_integers_below_the_exponents_of_go(number: float, found: float) -> None:
    value = spec(overhead={"cpu": number})["overhead"]["cpu"]
    assert (value, type(value)) == (found, type(found))


def test_a_float_is_no_integer_and_its_path_is_collected() -> None:
    reader = GoValueReader(KNOWN, frozenset(), [])
    read_value = reader.read({"spec": {"priority": 5.0, "securityContext": {"supplementalGroups": [1, 2.0]}}}, POD)
    assert read_value == {"spec": {"securityContext": {"supplementalGroups": [1, 0]}}}
    assert reader.floats == [("spec", "priority"), ("spec", "securityContext", "supplementalGroups", 1)]


def test_what_has_a_wrong_type_is_left_out_and_in_a_list_is_a_zero_value() -> None:
    value = {"spec": {"nodeName": [], "containers": [{"name": "a", "args": ["x", {}]}]}}
    assert read(value, ("spec", "nodeName"), ("spec", "containers", 0, "args", 1)) == {
        "spec": {"containers": [{"name": "a", "args": ["x", ""]}]}
    }


def test_the_value_that_was_written_is_left_as_it_is() -> None:
    value = {"spec": {"hostNetwork": None, "containers": [None]}}
    read(value)
    assert value == {"spec": {"hostNetwork": None, "containers": [None]}}


def test_an_object_that_could_not_be_read_at_all_is_empty() -> None:
    assert read({"spec": {}}, ()) == {}


@pytest.mark.parametrize("name", sorted(recordings.bases()))
def test_a_walk_without_paths_reads_the_same_as_one_with_paths(name: str) -> None:
    value = recordings.bases()[name]
    kind = KNOWN.of(value["apiVersion"], value["kind"])
    assert kind is not None
    plain = GoValueReader(KNOWN, frozenset(), []).read(value, kind)
    with_paths = GoValueReader(KNOWN, frozenset({("elsewhere",)}), []).read(value, kind)
    assert repr(plain) == repr(with_paths)
    assert plain["spec"] is not value["spec"]
