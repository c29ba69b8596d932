"""A scalar as YAML or JSON, in the quotes that are there, so that Kubernetes reads it as meant."""

from __future__ import annotations

import json
import re
from typing import Any

from dslint.source.scalars import plain

_NEVER = r"\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\"'`"
_WORD = rf"[^{_NEVER}#:,\[\]{{}}&*!|>%@?]+"
_PLAIN = re.compile(rf"{_WORD}(?: {_WORD})*")
"""What needs no quotes, between brackets either."""
_PLAIN_IN_BLOCKS = re.compile(rf"[^\W_][^{_NEVER}]*(?: [^#{_NEVER}]+)*")
_BEGINS_OTHERWISE = ("-", "=", "<", "~")
_OTHER_READERS = re.compile(
    r"(?i)y|n|yes|no|on|off|true|false|null|~|[-+.]?[0-9][0-9_:.,eExXoObBa-fA-F+-]*|[-+]?\.(?:inf|nan)|=|<<|---.*|\.\.\..*"
)
"""Texts that some reader of YAML takes for another type."""


def scalar_text(value: Any, quote: str = "", *, flow: bool = False) -> str:
    """A scalar on one line. `quote` is the style that it should have if it is a string: ", ' or none."""
    if not isinstance(value, str):
        return json.dumps(value)
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if quote != '"' and needs_no_quotes(value, flow=flow):
        return value
    return double_quoted(value)


def needs_no_quotes(text: str, *, flow: bool = False) -> bool:
    """Whether every reader takes the text without quotes as this string."""
    pattern = _PLAIN if flow or not text[:1].isalnum() else _PLAIN_IN_BLOCKS
    if _OTHER_READERS.fullmatch(text) or text.startswith(_BEGINS_OTHERWISE) or pattern.fullmatch(text) is None:
        return False
    return ": " not in text and " #" not in text and text[-1:] not in (":", "") and plain(text) == text


def double_quoted(text: str) -> str:
    """The text between double quotes, with escapes that YAML and JSON share."""
    quoted = json.dumps(text, ensure_ascii=False)
    if _harmless(text):
        return quoted
    return "".join(one if one.isprintable() or one > "\uffff" else f"\\u{ord(one):04x}" for one in quoted)


def _harmless(text: str) -> bool:
    """Whether what is not ASCII may stand as it is."""
    return all(character.isprintable() or character in "\n\t" for character in text)


def literal_lines(text: str) -> list[str] | None:
    """The lines of a literal block (`|`) with its mark, without indentation; None if it cannot be written as one."""
    if "\n" not in text or not _harmless(text.replace("\t", "")) or text[:1] in (" ", "\n") or "\r" in text:
        return None
    body = text.removesuffix("\n")
    if not body or body.endswith("\n"):
        return None
    return ["|" if text.endswith("\n") else "|-", *body.split("\n")]
