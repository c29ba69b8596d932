from __future__ import annotations

import pytest

from dslint.edit.fix_choice import Claims, apart, removed_items, shifted
from dslint.findings import Edit, Fix, TextEdit
from tests.edit.support import finding, removing, renaming, setting


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ([setting("a", "b", to=1)], [setting("a", "c", to=1)], True),
        ([setting("a", "b", to=1)], [setting("a", "b", "c", to=1)], False),
        ([setting("a", "b", to=1)], [removing("a")], False),
        ([renaming("a", to="b")], [setting("b", to=1)], False),
        ([renaming("a", to="b")], [setting("a", "x", to=1)], False),
        ([removing("l", 0)], [removing("l", 2)], True),
        ([removing("l", 0)], [setting("l", 2, "x", to=1)], True),
        ([removing("l", 1), setting("l", 1, to=1)], [setting("l", 3, to=1)], False),
        ([setting("l", 2, to=1)], [setting("l", 2, to=1)], False),
    ],
)
def test_fixes_are_made_together_if_they_change_different_places(
    first: list[Edit], second: list[Edit], together: bool
) -> None:
    claims = Claims()
    assert claims.takes(first)
    assert claims.takes(second) is together


def test_what_claims_do_not_take_claims_nothing() -> None:
    claims = Claims()
    assert claims.takes([setting("a", to=1)])
    assert not claims.takes([setting("a", to=2), setting("b", to=2)])
    assert claims.takes([setting("b", to=2)])


def test_paths_behind_a_removed_item_move_up() -> None:
    edits = [setting("l", 3, "x", to=1), setting("l", 0, to=1), setting("other", 3, to=1)]
    moved = shifted(edits, [("l", 1)])
    assert [edit.path for edit in moved] == [("l", 2, "x"), ("l", 0), ("other", 3)]


def test_only_items_of_lists_move_others() -> None:
    value = {"l": [1, 2], "m": {"a": 1}}
    assert removed_items(value, [removing("l", 1), removing("m", "a"), setting("l", 0, to=3)]) == [("l", 1)]


def test_edits_of_the_text_that_touch_are_not_made_together() -> None:
    def at(start: int, end: int) -> Fix:
        return Fix("x", text_edits=(TextEdit(start, end, ""),))

    findings = [finding("a: 1\n", at(*place)) for place in [(0, 2), (2, 3), (4, 5)]]
    assert apart(findings) == [findings[0], findings[2]]
