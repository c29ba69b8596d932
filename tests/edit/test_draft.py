from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dslint.edit.draft import Draft, applied
from dslint.findings import TextEdit


def test_changes_of_a_changed_text_are_edits_of_the_original() -> None:
    draft = Draft("one two three")
    draft.replace(4, 7, "2")
    draft.replace(6, 11, "3")
    draft.replace(0, 0, "zero ")
    assert draft.text == "zero one 2 3"
    assert draft.edits() == [TextEdit(0, 0, "zero "), TextEdit(4, 7, "2"), TextEdit(8, 13, "3")]


def test_an_edit_leaves_out_what_stays_the_same() -> None:
    draft = Draft("port: 8080")
    draft.replace(0, 10, "port: 8090")
    assert draft.edits(100) == [TextEdit(108, 109, "9")]


def test_what_is_changed_back_is_no_edit() -> None:
    draft = Draft("abc")
    draft.replace(1, 2, "x")
    draft.replace(1, 2, "b")
    assert draft.edits() == []


def test_lines_end_as_editors_end_them() -> None:
    draft = Draft("a\r\nbc\rd\n")
    assert [draft.line_start(4), draft.line_end(4), draft.next_line(4), draft.column(4)] == [3, 5, 6, 1]
    assert (Draft("a\r\nb").newline, Draft("a\rb").newline, Draft("a").newline) == ("\r\n", "\r", "\n")


@given(
    st.text("ab\n", max_size=12), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.text("xy", max_size=3)))
)
def test_the_edits_of_a_draft_make_its_text(text: str, changes: list[tuple[int, int, str]]) -> None:
    draft = Draft(text)
    for one, other, new in changes:
        start, end = sorted((min(one, len(draft.text)), min(other, len(draft.text))))
        draft.replace(start, end, new)
    assert applied(text, draft.edits()) == draft.text
    assert draft.copy().text == draft.text


def test_several_places_of_a_changed_text_are_changed_at_once() -> None:
    draft = Draft("one two three")
    draft.replace(4, 7, "2")
    draft.replace_all([TextEdit(0, 3, "1"), TextEdit(5, 5, "!"), TextEdit(6, 11, "3")])
    assert draft.text == "1 2! 3"
    assert applied("one two three", draft.edits()) == draft.text
