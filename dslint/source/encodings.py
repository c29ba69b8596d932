"""Bytes that are not UTF-8, as kubectl reads them: UTF-16 with a byte order mark, and U+FFFD for a byte that is none.

kubectl: the decoder of files and of standard input, in k8s.io/cli-runtime/pkg/resource/visitor.go.
"""

from __future__ import annotations

import codecs
import re

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_BYTE_ORDER_MARK = "\ufeff"
_REPLACEMENT = "\ufffd"
_INVALID = "[\udc80-\udcff]"
"""What `surrogateescape` makes of a byte that is not UTF-8."""

_OF_NO_TEXT = "[\x00-\x08\x0b\x0c\x0e-\x1f]"
"""Characters of binary files, which no YAML may contain."""


def is_utf16(data: bytes) -> bool:
    """Whether a byte order mark says so. That of UTF-32 may begin with the same bytes."""
    return data.startswith(UTF_16) and not data.startswith(_UTF_32)


def as_kubectl_reads(data: bytes) -> str | None:
    """The text of bytes that are not UTF-8, without a byte order mark; None if they are no text."""
    if data.startswith(_UTF_32):
        return None
    if is_utf16(data):
        return data.decode("utf-16", "replace")
    text = re.sub(_INVALID, _REPLACEMENT, data.decode("utf-8", "surrogateescape"))
    return None if re.search(_OF_NO_TEXT, text) else text.removeprefix(_BYTE_ORDER_MARK)


def replaced_bytes(data: bytes) -> list[tuple[int, int]]:
    """The bytes that are not UTF-8, each with the offset of its U+FFFD in the text."""
    if is_utf16(data):
        return []
    text = data.decode("utf-8", "surrogateescape").removeprefix(_BYTE_ORDER_MARK)
    return [(match.start(), ord(match[0]) - 0xDC00) for match in re.finditer(_INVALID, text)]
