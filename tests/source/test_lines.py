"""Lines end with LF, CRLF or CR, and with nothing else."""

from __future__ import annotations

import pytest

from dslint.findings import Span
from dslint.source.lines import Lines
from dslint.source.text_errors import TextRange


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_offset_has_a_line_and_a_column_from_one(end: str) -> None:
    lines = Lines(f"ab{end}{end}c")
    third = 2 + 2 * len(end)
    assert [lines.position(offset) for offset in (0, 2, 2 + len(end), third)] == [(1, 1), (1, 3), (2, 1), (3, 1)]


@pytest.mark.parametrize("odd", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_other_separators_end_no_line(odd: str) -> None:
    assert Lines(f"a{odd}b\nc").position(3) == (1, 4)
    assert Lines(f"a{odd}b\nc").texts() == [f"a{odd}b", "c"]


@pytest.mark.parametrize(("offset", "position"), [(-5, (1, 1)), (3, (2, 2)), (99, (2, 2))])
def test_an_offset_outside_the_text_is_its_nearest_end(offset: int, position: tuple[int, int]) -> None:
    assert Lines("a\nb").position(offset) == position


def test_a_text_that_ends_with_a_line_end_has_an_empty_last_line() -> None:
    lines = Lines("a\n")
    assert (lines.position(2), lines.texts()) == ((2, 1), ["a", ""])


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (0, 5, Span(1, 1, 1, 2)),
        (0, 7, Span(1, 1, 2, 3)),
        (1, 5, Span(1, 2, 1, 5)),
        (6, 6, Span(2, 2, 2, 2)),
    ],
    ids=["blanks at the end are left out", "two lines", "nothing but blanks", "nothing"],
)
def test_a_span_ends_where_its_last_visible_character_does(start: int, end: int, span: Span) -> None:
    assert Lines("a   \nbc").span(TextRange(start, end)) == span


def test_long_texts_are_counted_as_short_ones_are() -> None:
    text = "ab\n\nc\n" * 2_000
    assert Lines(text).position(len(text) - 1) == (6_000, 2)
    assert Lines(text[:600]).position(599) == (300, 2)
