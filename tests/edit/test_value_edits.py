from __future__ import annotations

from typing import Any

import pytest

from dslint.edit.value_edits import EditError, applied, at, is_there, same, steps
from dslint.findings import Edit
from tests.edit.support import removing, renaming, setting


@pytest.mark.parametrize(
    ("value", "edit", "wanted"),
    [
        ({"a": 1}, setting("a", to=2), {"a": 2}),
        ({"a": 1}, setting("b", "c", to=2), {"a": 1, "b": {"c": 2}}),
        ({"a": None}, setting("a", "b", to=2), {"a": {"b": 2}}),
        ({"a": [1]}, setting("a", 1, to=2), {"a": [1, 2]}),
        ({}, setting("a", 0, "b", to=2), {"a": [{"b": 2}]}),
        ({"a": [1, 2, 3]}, removing("a", 1), {"a": [1, 3]}),
        ({"a": 1, "b": 2, "c": 3}, renaming("b", to="x"), {"a": 1, "x": 2, "c": 3}),
        ({"a": {"labels": {"x": 1}}}, removing("a", "labels", "x"), {"a": {}}),
        ({"emptyDir": {"medium": ""}}, removing("emptyDir", "medium"), {"emptyDir": {}}),
        ({"command": ["a"]}, removing("command", 0), {"command": []}),
        ({"spec": {"tolerations": [1], "x": 1}}, removing("spec", "tolerations", 0), {"spec": {"x": 1}}),
    ],
)
def test_an_edit_changes_a_value(value: Any, edit: Edit, wanted: Any) -> None:
    before = repr(value)
    assert same(applied(value, [edit]), wanted)
    assert repr(value) == before


def test_renaming_keeps_the_order() -> None:
    assert list(applied({"a": 1, "b": 2, "c": 3}, [renaming("b", to="x")])) == ["a", "x", "c"]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ({"x": 1, "y": 2}, {"x": 1, "y": 3}, [setting("a", "y", to=3)]),
        ({"x": 1, "y": 2}, {"x": 1, "z": 3}, [setting("a", "z", to=3), removing("a", "y")]),
        ([1, 2, 3], [1, 3], [removing("a", 1)]),
        ([1, 2], [1, 5, 6], [setting("a", 1, to=5), setting("a", 2, to=6)]),
        ([1, 2], [5], [setting("a", 0, to=5), removing("a", 1)]),
        ({"x": 1}, {"y": 1}, [setting("a", to={"y": 1})]),
        ({"x": True}, {"x": 1}, [setting("a", "x", to=1)]),
        ([1], [1], []),
    ],
)
def test_a_new_map_or_list_changes_only_what_differs(old: Any, new: Any, wanted: list[Edit]) -> None:
    assert [tuple(step) for step in steps({"a": old}, setting("a", to=new))] == [tuple(step) for step in wanted]


@pytest.mark.parametrize(
    "edit",
    [
        removing("x"),
        renaming("x", to="y"),
        renaming("list", 0, to="y"),
        renaming("a", to="list"),
        setting("a", "b", to=1),
        setting("list", 5, to=1),
        setting("new", 3, to=1),
        removing(),
    ],
)
def test_what_cannot_be_done_is_refused(edit: Edit) -> None:
    with pytest.raises(EditError):
        applied({"a": "text", "list": [1]}, [edit])


def test_values_are_the_same_only_with_their_types() -> None:
    assert not same({"a": [True]}, {"a": [1]})
    assert not same(1, 1.0)
    assert same({"a": 1, "b": 2}, {"b": 2, "a": 1})


def test_a_missing_value_is_not_null() -> None:
    assert at({"a": [None]}, ("a", 0)) is None
    assert is_there({"a": None}, ("a",))
    assert not is_there({"a": None}, ("a", "b"))
    assert not is_there({"a": [1]}, ("a", "0"))
