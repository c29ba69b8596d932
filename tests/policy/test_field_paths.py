"""Paths through maps and lists are followed."""

from __future__ import annotations

import pytest

from dslint.policy.field_paths import MISSING, PathTree, followed, keys_of


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b", [(1, ("a", "b"))]),
        ("a.c", [(MISSING, ("a", "c"))]),
        ("x.y.z", [(MISSING, ("x", "y", "z"))]),
        ("l[].n", [(1, ("l", 0, "n")), (MISSING, ("l", 1, "n"))]),
        ("l[]", [({"n": 1}, ("l", 0)), ({}, ("l", 1))]),
        ("x[].n", []),
        ("a[].n", []),
    ],
)
def test_ways_are_followed(path, found):
    assert list(followed({"a": {"b": 1}, "l": [{"n": 1}, {}]}, keys_of(path))) == found


@pytest.mark.parametrize(
    "value",
    [
        {"a": {"b": 1}, "l": [{"n": 1}, {}, None, {"n": None}], "m": [[{"n": 0}]]},
        {"a": [], "l": {"[]": {"n": 1}}, "m": [[], 1]},
        {"a": {"b": {"c": False}}, "l": []},
        None,
    ],
)
def test_a_tree_finds_the_values_at_all_of_its_paths(value):
    paths = [keys_of(path) for path in ("", "a.b", "a", "a.b.c", "l[].n", "l[]", "m[][].n", "x[]", "x")]
    tree = PathTree()
    for number, keys in enumerate(paths):
        tree.add(keys, number)
    expected = [
        (number, found, path)
        for number, keys in enumerate(paths)
        for found, path in followed(value, keys)
        if found is not MISSING
    ]
    assert sorted(tree.values(value), key=repr) == sorted(expected, key=repr)
