"""The lines of a finding on a page."""

from __future__ import annotations

from dslint.findings import RelatedPlace, Span
from dslint.report.lint.html_excerpt import ERROR, RELATED, WIDTH, Line, Piece, excerpt
from tests.golden.families import TWIN
from tests.golden.story import AGENT_TEXT, BLIND, MISMATCH


def text_of(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


def marked(lines: list[Line]) -> list[tuple[int, str, str]]:
    return [(line.number, piece.text, piece.style) for line in lines for piece in line.pieces if piece.style]


def test_lines_around_the_finding_and_the_related_line_are_shown_and_marked() -> None:
    found = excerpt(AGENT_TEXT, MISMATCH)
    assert [(line.number, line.gap) for line in found] == [(number, False) for number in range(9, 15)]
    assert marked(found) == [(9, "app: agent", RELATED), (13, "app: agnet", ERROR)]
    assert [line.notes for line in found if line.notes] == [
        (Piece("      the selector asks for app=agent", RELATED),),
        (Piece("        not selected", ERROR),),
    ]


def test_what_is_wrong_stands_beside_the_mark() -> None:
    found = excerpt(AGENT_TEXT, MISMATCH._replace(label="is not app=agent"))
    assert found[4].notes == (Piece("        is not app=agent", ERROR),)


def test_lines_between_places_far_from_each_other_are_left_out() -> None:
    found = excerpt(AGENT_TEXT, MISMATCH._replace(related=(RelatedPlace("", Span(1, 1, 1, 11)),)))
    assert [(line.number, line.gap) for line in found] == [
        (1, False),
        (11, True),
        (12, False),
        (13, False),
        (14, False),
    ]


def test_lines_are_shown_whole_with_their_indentation() -> None:
    lines = AGENT_TEXT.split("\n")
    assert all(text_of(line) == lines[line.number - 1] for line in excerpt(AGENT_TEXT, MISMATCH))


def test_a_long_line_is_cut_around_what_is_marked() -> None:
    text = f"{'x' * 5000}MARKED{'y' * 5000}"
    [line] = excerpt(text, BLIND._replace(span=Span(1, 5001, 1, 5007), related=()))
    assert marked([line]) == [(1, "MARKED", ERROR)]
    assert len(text_of(line)) == WIDTH + 2
    assert (line.pieces[0], line.pieces[-1]) == (Piece("…"), Piece("…"))


def test_a_note_far_to_the_right_keeps_room() -> None:
    [line] = excerpt(f"{'x' * 100}MARKED", BLIND._replace(span=Span(1, 101, 1, 107), related=(), label="here"))
    assert line.notes == (Piece(f"{' ' * 60}here", ERROR),)


def test_a_mark_longer_than_the_shown_line_ends_with_it() -> None:
    [line] = excerpt("a" * 5000, BLIND._replace(span=Span(1, 1, 1, 5001), related=()))
    assert marked([line]) == [(1, "a" * WIDTH, ERROR)]


def test_marks_that_overlap_are_those_of_the_finding_where_both_are() -> None:
    finding = BLIND._replace(span=Span(1, 4, 1, 7), related=(RelatedPlace("", Span(1, 1, 1, 10)),))
    assert marked(excerpt("abcdefghijk", finding)) == [(1, "abc", RELATED), (1, "def", ERROR), (1, "ghi", RELATED)]


def test_places_in_other_files_and_without_a_line_are_not_marked() -> None:
    related = (RelatedPlace("", Span(2, 1, 2, 3), "other.yaml"), RelatedPlace("", None))
    assert len(marked(excerpt("kind: Pod\nspec:\n", TWIN._replace(related=related)))) == 1


def test_a_place_behind_the_end_of_the_text_is_none() -> None:
    assert marked(excerpt("kind: Pod", BLIND._replace(span=Span(9, 1, 9, 3), related=()))) == []
    assert excerpt("kind: Pod", BLIND._replace(span=None)) == []
