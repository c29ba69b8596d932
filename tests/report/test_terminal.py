"""Texts by the columns that they take."""

from __future__ import annotations

import pytest

from dslint.report.terminal import cells, cropped, wrapped


@pytest.mark.parametrize(
    ("text", "columns"), [("agent", 5), ("エージェント", 12), ("e\u0301", 1), ("ﾊﾝ", 2), ("🙂", 2)]
)
def test_wide_characters_take_two_columns_and_combining_ones_none(text: str, columns: int) -> None:
    assert cells(text) == columns


@pytest.mark.parametrize(("text", "shown"), [("agent", "agent"), ("agents", "agen…"), ("漢字漢字", "漢字…")])
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, shown: str) -> None:
    assert cropped(text, 5) == shown
    assert cells(shown) <= 5


def test_words_that_are_longer_than_the_line_stand_alone() -> None:
    assert wrapped("one two threeandfour five", 8) == ["one two", "threeandfour", "five"]
