"""Paths through maps and lists are followed."""

from __future__ import annotations

import pytest

from dslint.policy.field_paths import MISSING, followed, keys_of


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
