"""The words of libraries, with what to do about them."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.library_errors import yaml_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: 1\n", "spaces instead of the tab"),
        ("a: @b\n", "starts with @"),
        ("a: `b`\n", "starts with `"),
        ("a: b: c\n", "quote the value"),
        ("a: 'b\n", "close the quote"),
        ("a:\n  b: 1\n c: 2\n", "indentation"),
        ("a: [b?c]\n", "question mark"),
        ("a: b\x01\n", "U+0001"),
    ],
)
def test_what_to_do_is_said_beside_the_readers_words(text, words):
    (fault,) = read_text(text, "ds.yaml").documents[0].faults
    assert words in fault.help


def test_what_libyaml_alone_finds_too_deep_is_no_error_of_kubernetes():
    assert yaml_words("[" * 5_000 + "]" * 5_000) is None
