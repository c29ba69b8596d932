from __future__ import annotations

import pytest

from dslint.edit.fix_choice import Claims, apart
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


def test_edits_of_the_text_that_touch_are_not_made_together() -> None:
    def at(start: int, end: int) -> Fix:
        return Fix("x", text_edits=(TextEdit(start, end, ""),))

    findings = [finding("a: 1\n", at(*place)) for place in [(0, 2), (2, 3), (4, 5)]]
    assert apart(findings) == [findings[0], findings[2]]
