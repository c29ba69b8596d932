from __future__ import annotations

from dslint.edit.other_linters.ignored_checks import Check
from dslint.edit.other_linters.values import at, content_of, line_of, texts, words
from dslint.source.document_reader import read_text

TEXT = "# a comment\n---\na:\n  b:\n  - one\n  - two, three\n  - 4\nc: five,six\n"
DOCUMENT = content_of(read_text(TEXT, "").documents)


def test_a_list_or_a_text_gives_words_with_their_lines():
    assert [*words(DOCUMENT, "a", "b")] == [Check("one", 5), Check("two", 6), Check("three", 6)]
    assert [*words(DOCUMENT, "c")] == [Check("five", 8), Check("six", 8)]
    assert [*words(DOCUMENT, "nosuch")] == []


def test_what_is_not_there_is_none():
    assert at(DOCUMENT.value, "a", "b", "c") is None
    assert at(DOCUMENT.value, "c") == "five,six"
    assert texts(DOCUMENT.value, "c") == ()
    assert texts(at(DOCUMENT.value, "a"), "b") == ("one", "two, three")


def test_a_line_is_that_of_the_file():
    assert line_of(DOCUMENT, ("a", "b")) == 4
