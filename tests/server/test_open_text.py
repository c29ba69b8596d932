from __future__ import annotations

import pytest
from lsprotocol import types

from dslint.server.open_text import OpenText
from dslint.server.positions import UTF16
from tests.server.texts import opened


def partial(start: tuple[int, int], end: tuple[int, int], text: str) -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), text)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("a: 🚀b\n", partial((0, 5), (0, 6), "c"), "a: 🚀c\n"),
        ("a\nb\n", partial((2, 0), (2, 0), "c"), "a\nb\nc"),
        ("a\r\nb\r\n", partial((0, 1), (1, 1), ""), "a\r\n"),
        ("a\u2028b\nc\n", partial((1, 0), (1, 1), "d"), "a\u2028b\nd\n"),
        ("abc\n", partial((0, 2), (0, 1), "-"), "ab-c\n"),
    ],
)
def test_a_change_replaces_its_range(before: str, change: types.TextDocumentContentChangePartial, after: str) -> None:
    assert opened(before).changed(2, [change]).text == after


def test_each_change_is_about_the_text_that_the_one_before_has_made() -> None:
    whole = types.TextDocumentContentChangeWholeDocument("xy\n")
    found = opened("a").changed(7, [whole, partial((0, 0), (0, 1), "z"), partial((0, 2), (0, 2), "!")])
    assert (found.text, found.version) == ("zy!\n", 7)


def test_halves_of_characters_do_not_reach_what_reads_the_text() -> None:
    item = types.TextDocumentItem("file:///a%20b.yaml", "yaml", 1, "a: \ud83d b")
    text = OpenText.of(item, UTF16)
    assert text.text == "a: \ufffd b"
    assert text.name == "/a b.yaml"


def test_what_is_in_no_file_has_the_name_of_standard_input() -> None:
    assert OpenText("untitled:Untitled-1", "yaml", 1, "").name == "-"
