"""Which traps look at a value, by the fields that they name."""

from __future__ import annotations

import pytest

from dslint.traps.looked_at import called, looked_at


def names(entries: dict[str, tuple[str, ...]], value: object) -> list[str]:
    found = looked_at(entries).traps(value)
    return [list(entries)[position] for position in called(found, len(entries))]


@pytest.mark.parametrize("value", [0, False, 7, "x", [0], {"b": None}])
def test_a_field_counts_if_it_has_a_value(value):
    assert names({"trap": ("a",)}, {"a": value}) == ["trap"]


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_an_empty_field_does_not_count(value):
    assert names({"trap": ("a",)}, {"a": value}) == []


@pytest.mark.parametrize(
    ("entry", "value", "asked"),
    [
        ("a=x", "x", True),
        ("a=x", "y", False),
        ("a=", "", True),
        ("a=true", True, True),
        ("a=true", "true", True),
        ("a=true", 1, False),
        ("a=0", 0, True),
        ("a=0", False, False),
        ("a!=420", 256, True),
        ("a!=420", 420, False),
        ("a!=420", None, False),
        ("a~$(", "echo $(A)", True),
        ("a~$(", "echo", False),
        ("a~", "text", True),
        ("a~", 80, False),
        ("a[1]", [1, 2], True),
        ("a[1]", [1], False),
        ("a[b.io/c]", {"b.io/c": "x"}, True),
        ("a[b.io/c]=x", {"b.io/c": "x"}, True),
        ("a.b.c", {"b.c": "x"}, False),
    ],
)
def test_an_entry_says_which_values_count(entry, value, asked):
    assert names({"trap": (entry,)}, {"a": value}) == (["trap"] if asked else [])


def test_a_field_of_any_item_of_a_list_counts():
    assert names({"trap": ("a.b.c=2",)}, {"a": [{"b": [{"c": 1}]}, {"b": [{"c": 2}]}]}) == ["trap"]


def test_a_field_may_rule_a_trap_out():
    entries = {"first": ("a", "!b=x"), "second": ("b", "a"), "third": ("!a",)}
    assert names(entries, {"a": 1}) == ["first", "second"]
    assert names(entries, {"a": 1, "b": "x"}) == ["second"]
    assert names(entries, {"b": "y"}) == ["second"]
