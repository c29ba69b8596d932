"""Bytes that are not UTF-8, as kubectl reads them."""

from __future__ import annotations

import pytest

from dslint.source.encodings import as_kubectl_reads, is_utf16, replaced_bytes


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xff\xfea\0\n\0", "a\n"),
        (b"\xfe\xff\0a\0\n", "a\n"),
        (b"# Gr\xfc\xdfe", "# Gr\ufffd\ufffde"),
        (b"\xef\xbb\xbfa\xe9 b", "a\ufffd b"),
        (b"a: \xe2\x82 b", "a: \ufffd\ufffd b"),
        (b"\x1f\x8b\x08\0", None),
        ("a: 1".encode("utf-32"), None),
    ],
)
def test_each_byte_that_is_not_utf8_becomes_a_replacement_character(data: bytes, text: str | None) -> None:
    assert as_kubectl_reads(data) == text


def test_replaced_bytes_have_their_offsets_in_the_text() -> None:
    data = b"\xef\xbb\xbf\xc3\xa9 \xfc \xe2\x82"
    assert replaced_bytes(data) == [(2, 0xFC), (4, 0xE2), (5, 0x82)]
    assert [(as_kubectl_reads(data) or "")[offset] for offset, _ in replaced_bytes(data)] == ["\ufffd"] * 3
    assert replaced_bytes("\ufffd".encode()) == []
    assert replaced_bytes("a".encode("utf-16")) == []


def test_the_mark_of_utf32_is_not_that_of_utf16() -> None:
    assert is_utf16("a".encode("utf-16"))
    assert not is_utf16("a".encode("utf-32"))
