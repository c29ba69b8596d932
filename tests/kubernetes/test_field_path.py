"""Places: the way through the manifest, and the server's name beside it."""

from __future__ import annotations

import pytest

from dslint.kubernetes.field_path import Field, PathTree, field_text, lies_in, with_ancestors
from dslint.kubernetes.release import Release
from dslint.policy.field_paths import MISSING, followed, keys_of

TOP = Field.top(Release.of("1.36"))


def test_a_place_goes_down_by_names_positions_and_keys():
    place = TOP.child("spec", "containers").nth(2).child("resources", "limits").key("nvidia.com/gpu")
    assert place.path == ("spec", "containers", 2, "resources", "limits", "nvidia.com/gpu")
    assert place.field == "spec.containers[2].resources.limits[nvidia.com/gpu]"


def test_an_item_is_a_position_in_a_list():
    assert TOP.item("volumes", 1) == TOP.child("volumes").nth(1)


def test_the_servers_name_may_differ_from_the_path():
    place = TOP.child("spec").item("volumes", 0)
    told = place.child("downwarAPI").called("spec.volumes[0].elsewhere").child("path")
    assert told.path == ("spec", "volumes", 0, "downwarAPI", "path")
    assert told.field == "spec.volumes[0].elsewhere.path"
    assert told.at(("kind",)).field == told.field
    assert told.at(("kind",)).path == ("kind",)


@pytest.mark.parametrize(
    ("path", "field", "in_brackets"),
    [
        ((), "", ""),
        (("spec", "nodeName"), "spec.nodeName", "spec.nodeName"),
        (("spec", "containers", 0, "image"), "spec.containers[0].image", "spec.containers[0].image"),
        ((0, "kind"), "[0].kind", "[0].kind"),
        (("nodeSelector", "kubernetes.io/os"), "nodeSelector.kubernetes.io/os", "nodeSelector[kubernetes.io/os]"),
        (("nodeSelector", "pool/class"), "nodeSelector.pool/class", "nodeSelector[pool/class]"),
    ],
)
def test_paths_are_written_as_kubernetes_writes_fields(path, field, in_brackets):
    assert field_text(path) == field
    assert field_text(path, dotted_keys_in_brackets=True) == in_brackets


def test_a_path_lies_in_a_place_at_or_above_it():
    assert lies_in(("spec", "volumes", 0), {("spec", "volumes")})
    assert lies_in(("spec",), {()})
    assert not lies_in(("spec",), {("spec", "volumes")})
    assert not lies_in(("spec",), ())


def test_the_ancestors_of_paths_lead_from_the_top_to_them():
    assert with_ancestors([("a", 0), ("b",)]) == {(), ("a",), ("a", 0), ("b",)}
    assert with_ancestors([]) == frozenset()


@pytest.mark.parametrize(
    "value",
    [
        {"a": {"b": 1}, "l": [{"n": 1}, {}, None, {"n": None}], "m": [[{"n": 0}]]},
        {"a": [], "l": {"[]": {"n": 1}}, "m": [[], 1]},
        {"a": {"b": {"c": False}}, "l": []},
        None,
    ],
)
def test_a_tree_finds_the_values_at_all_of_its_patterns(value):
    paths = [keys_of(path) for path in ("", "a.b", "a", "a.b.c", "l[].n", "l[]", "m[][].n", "x[]", "x")]
    tree = PathTree(paths)
    expected = [
        (number, found, path)
        for number, keys in enumerate(paths)
        for found, path in followed(value, keys)
        if found is not MISSING
    ]
    assert sorted(tree.values(value), key=repr) == sorted(expected, key=repr)
