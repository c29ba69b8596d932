"""Texts in quotes are those of Go's %q."""

from __future__ import annotations

import pytest

from dslint.kubernetes.go_quoting import quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", '""'),
        ("agent", '"agent"'),
        ('a"b', r'"a\"b"'),
        ("a'b", '"a\'b"'),
        (r"a\b", r'"a\\b"'),
        ("a\tb\nc\r", r'"a\tb\nc\r"'),
        ("\a\b\f\v", r'"\a\b\f\v"'),
        ("\x00\x1b\x7f", r'"\x00\x1b\x7f"'),
        ("é漢🙂", '"é漢🙂"'),
        ("\x80", r'"\u0080"'),
        ("\u00a0\u2028\ufeff", r'"\u00a0\u2028\ufeff"'),
        ("\U000e0001", r'"\U000e0001"'),
    ],
)
def test_a_text_is_quoted_as_go_quotes_it(text: str, shown: str) -> None:
    assert quoted(text) == shown
