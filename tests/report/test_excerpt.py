from __future__ import annotations

import pytest

from dslint.findings import Span
from dslint.report.excerpt import Mark, excerpt
from dslint.report.terminal import Ink, Terminal, cells

TEXT = "one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\n"


def shown(text: str, *spans: Span, width: int = 80) -> list[str]:
    marks = [Mark(span, "", "^", Ink.ERROR) for span in spans]
    return list(excerpt(text, marks, Terminal(width=width)))


def test_the_span_is_underlined() -> None:
    assert shown(TEXT, Span(2, 6, 2, 7)) == ["  |", "2 | two: 2", "  |      ^"]


@pytest.mark.parametrize(
    ("second", "between"),
    [
        (Span(2, 1, 2, 4), []),
        (Span(3, 1, 3, 6), ["2 | two: 2"]),
        (Span(4, 1, 4, 5), ["..."]),
    ],
)
def test_a_single_line_between_two_spans_is_shown_and_more_are_left_out(second: Span, between: list[str]) -> None:
    lines = shown(TEXT, Span(1, 1, 1, 4), second)
    assert lines[3:-2] == between


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    assert shown("a:\n  b: 1  \n  c: 2\n", Span(2, 3, 3, 7))[-1] == "  |   ^^^^"


def test_an_empty_span_still_shows_where_it_is() -> None:
    assert shown(TEXT, Span(1, 4, 1, 4))[-1] == "  |    ^"


@pytest.mark.parametrize("text", ["a: 1\r\nbb: 2\r\n", "a: 1\rbb: 2\r", "a: 1\nbb: 2"])
def test_every_kind_of_line_end_is_one(text: str) -> None:
    assert shown(text, Span(2, 1, 2, 3)) == ["  |", "2 | bb: 2", "  | ^^"]


@pytest.mark.parametrize("column", [1, 50, 150, 195])
@pytest.mark.parametrize("width", [30, 80])
def test_long_lines_are_cropped_around_the_span(column: int, width: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(200))
    _, line, underline = shown(text, Span(1, column, 1, column + 5), width=width)
    assert cells(line) <= width
    start = underline.index("^")
    assert line[start : start + 5] == text[column - 1 : column + 4]


def test_underlines_stand_below_wide_characters_and_tabs() -> None:
    text = "名前:\t値 # x"
    _, line, underline = shown(text, Span(1, 5, 1, 6))
    assert line == "1 | 名前:    値 # x"
    assert underline == "  | " + " " * 9 + "^^"


def test_a_span_behind_the_last_line_does_not_break_the_report() -> None:
    assert shown("a: 1\n", Span(3, 1, 3, 1)) == ["  |", "3 |", "  | ^"]


def labelled(label: str, column: int, width: int) -> list[str]:
    mark = Mark(Span(2, column, 2, column + 3), label, "^", Ink.ERROR)
    return list(excerpt("one: 1\ntwo: [1, 2, 3, 4, 5, 6]\n", [mark], Terminal(width=width)))[2:]


def test_a_label_is_beside_its_underline() -> None:
    assert labelled("selects nothing", 1, 80) == ["  | ^^^ selects nothing"]


def test_a_label_without_room_is_below_its_underline_and_within_the_width() -> None:
    assert labelled("selects nothing", 17, 36) == ["  |                 ^^^", "  |                 selects nothing"]
    assert labelled("selects no pod of this one", 17, 36)[1] == "  |       selects no pod of this one"


def test_a_label_that_is_longer_than_the_width_is_broken() -> None:
    lines = labelled("selects nothing at all of what there is", 1, 30)
    assert lines == ["  | ^^^", "  | selects nothing at all of", "  | what there is"]


def test_a_long_line_is_shown_again_for_a_mark_far_to_the_right() -> None:
    line = "x" * 300 + "first" + "y" * 400 + "second" + "z" * 300_000
    first, second = line.index("first") + 1, line.index("second") + 1
    lines = shown(line, Span(1, first, 1, first + 5), Span(1, second, 1, second + 6), width=60)
    assert [("first" in one, "second" in one) for one in (lines[1], lines[3])] == [(True, False), (False, True)]
    assert [one.count("^") for one in (lines[2], lines[4])] == [5, 6]
    assert max(map(len, lines)) <= 60


def test_of_a_line_of_megabytes_only_what_is_shown_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []

    def counted(text: str) -> int:
        measured.append(len(text))
        return cells(text)

    monkeypatch.setattr("dslint.report.excerpt.cells", counted)
    line = "x" * 1_000_000
    shown(line, Span(1, 500_000, 1, 900_000))
    assert sum(measured) < 5_000
