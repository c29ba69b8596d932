from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from dslint.edit import draft
from dslint.edit.joint_edits import made_together, shifted
from dslint.edit.value_edits import same
from dslint.findings import Edit
from dslint.source.nodes import Node, nodes_of
from tests.edit.support import documents, removing, renaming, setting, values

TEXT = """\
# top
m: {a: 1, b: 2, c: 3}
labels:
  one: 1  # first
  # second
  two: 2
l:
- x: 1
  u: 1
- x: 2
- x: 3
base: &base {k: 1}
copy: *base
"""


def together(*fixes: list[Edit], text: str = TEXT) -> tuple[str, dict[int, str]]:
    """The text with fixes, which reads as the value with them, and why some are left out."""
    joint = made_together(documents(text)[0], fixes)
    new = draft.applied(text, joint.edits)
    assert same(values(new), [joint.value]), new
    return new, dict(joint.failed)


def value_after(*fixes: list[Edit], text: str = TEXT) -> Any:
    new, failed = together(*fixes, text=text)
    assert not failed
    return values(new)[0]


def test_fixes_of_different_places_are_made_at_once() -> None:
    new, _ = together([renaming("m", "a", to="z")], [setting("labels", "two", to=3)], [removing("l", 1)])
    assert new == TEXT.replace("{a:", "{z:").replace("two: 2", "two: 3").replace("- x: 2\n", "")


def test_items_move_up_when_others_go() -> None:
    fixes = [[removing("l", 0)], [setting("l", 1, "x", to=5), removing("l", 1, "x")], [removing("l", 2)]]
    assert value_after(*fixes)["l"] == [{}]
    fixes = [[removing("l", 0)], [setting("l", 1, "x", to=5), setting("l", 1, "z", to=6)]]
    assert value_after(*fixes)["l"] == [{"x": 5, "z": 6}, {"x": 3}]


def test_a_fix_counts_on_what_it_removes_itself() -> None:
    fixes = [[removing("l", 0), setting("l", 0, "x", to=9)], [setting("labels", "one", to=7)]]
    assert value_after(*fixes)["l"] == [{"x": 9}, {"x": 3}]


def test_what_loses_all_entries_is_left_as_one_fix_after_the_other_leaves_it() -> None:
    new, _ = together([removing("labels", "one")], [removing("labels", "two")])
    assert "labels" not in new
    assert value_after(*([removing("m", key)] for key in "abc"))["m"] == {}
    assert value_after(*([removing("l", index)] for index in range(3)))["l"] == []


def test_what_two_fixes_add_to_one_place_are_both_there() -> None:
    assert value_after([setting("new", "a", to=1)], [setting("new", "b", to=2)])["new"] == {"a": 1, "b": 2}
    assert value_after([setting("m", "d", to=4)], [setting("m", "e", to=5)])["m"]["e"] == 5


def test_what_an_alias_brings_is_changed_by_one_fix_after_the_other() -> None:
    new, _ = together([setting("copy", "k", to=2)], [setting("labels", "one", to=3)], [setting("copy", "j", to=4)])
    assert values(new)[0]["copy"] == {"k": 2, "j": 4}
    assert values(new)[0]["base"] == {"k": 1}


def test_a_fix_that_cannot_be_made_leaves_nothing_behind() -> None:
    half = [setting("m", "a", to=9), removing("nothing")]
    new, failed = together(half, [setting("m", "b", to=8)], [removing("nowhere")])
    assert new == TEXT.replace("b: 2", "b: 8")
    assert failed == {0: "it is not there", 2: "it is not there"}


def test_an_edit_that_changes_nothing_is_made() -> None:
    assert together([setting("m", "a", to=1)]) == (TEXT, {})


def test_a_path_moves_up_by_the_items_before_it_in_each_list() -> None:
    edits = [setting("l", 3, "k", 5, to=1), setting("l", 0, to=1), setting("other", 3, to=1)]
    moved = shifted(edits, {("l",): [1, 2, 4], ("l", 3, "k"): [0]})
    assert [edit.path for edit in moved] == [("l", 1, "k", 4), ("l", 0), ("other", 3)]


@pytest.mark.parametrize(
    "fix",
    [
        lambda index: [renaming("l", index, "x", to="z")],
        lambda index: [setting("l", index, "x", to=0)],
        lambda index: [removing("l", index, "x")],
        lambda index: [setting("l", index, "z", to=0), removing("l", index, "u")],
        lambda index: [removing("l", index)],
    ],
)
def test_the_text_is_read_as_often_for_many_fixes_as_for_few(fix: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = Counter[int]()

    def times(number: int) -> int:
        def counted(text: str) -> Node | None:
            reads[number] += 1
            return nodes_of(text)

        monkeypatch.setattr("dslint.edit.tree.nodes_of", counted)
        text = "l:\n" + "- x: 1\n  w: 2\n  u: 2\n  v: 2\n" * number
        value_after(*(fix(index) for index in range(number - 1)), text=text)
        return reads[number]

    assert times(40) == times(5) <= 4
