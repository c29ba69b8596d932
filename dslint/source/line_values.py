"""What a key and a value on a line of their own stand for, in the plain block style that block_lines reads.

A value is words without quotes, a text between quotes without escapes, a list or map of such between brackets, or the
lines below a `|`. Its quotes, its bar and its outer brackets are known to be there; whatever else is not plainly
understood is odd.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final

from dslint.source.numbers import json_number
from dslint.source.scalars import FIRST_CHARACTERS, WORDS, Scalar, plain

KEY: Final = "[A-Za-z0-9_./][A-Za-z0-9_./-]{0,300}"

_QUOTES, _BRACKETS = "\"'", "[{"
OTHER_THAN_TEXT: Final = FIRST_CHARACTERS.union(_QUOTES, _BRACKETS, ["|", ""])
"""First characters of values that may be something else than the text that is written."""

_LETTERS = FIRST_CHARACTERS - set("+-.0123456789")
_ODD_WITHIN_LITERALS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\xa0]")
_LONGEST_NUMBER = 20

_CLOSING = {"[": "]", "{": "}"}
_BLANKS = re.compile(" *")
_ENTRY = re.compile(rf"({KEY}): +")
_ITEM = re.compile(r"""-*[A-Za-z0-9_./=][A-Za-z0-9_./=%+-]*|"[^"\\]*"|'[^']*'""")
"""Between brackets, a colon, a question mark or a further bracket may mean something."""
_DEEPEST = 10

_MOST_KNOWN = 4_096
_LONGEST_KNOWN = 12
_MOST_FLAT = 1_000
_LONGEST_FLAT = 40
_flat: dict[str, list[Any] | dict[str, Any]] = {}
"""What short lists and maps without others inside stand for, by their text: they recur, and are copied then."""


class OddLineError(ValueError):
    """A document is not plainly of this style."""


class _Keys(dict[str, str]):
    """Keys by what is written, each as one object for all documents, since they recur. Of `on` it is `true`."""

    def __missing__(self, written: str) -> str:
        value = plain(written)
        if isinstance(value, bool):
            value = "true" if value else "false"
        if not isinstance(value, str):
            raise OddLineError
        if len(self) < _MOST_KNOWN:
            self[written] = value
        return value


class _Values(dict[str, Any]):
    """What values stand for, by the text that is written: short ones, which recur, are looked up."""

    def __missing__(self, text: str) -> Any:
        if text[:1] in _BRACKETS:
            if not text:
                raise OddLineError
            return _flow(text)
        value = _literal(text) if text[0] == "|" else _scalar(text)
        if len(text) <= _LONGEST_KNOWN and len(self) < _MOST_KNOWN:
            self[text] = value
        return value


KEYS: Final = _Keys()
VALUES: Final = _Values()


def _literal(text: str) -> str:
    if _ODD_WITHIN_LITERALS.search(text):
        raise OddLineError
    header, *lines = text.split("\n")
    margin = len(lines[0]) - len(lines[0].lstrip(" "))
    kept = "\n".join([line[margin:] for line in lines]).rstrip("\n")
    return kept if header == "|-" else kept + "\n"


def _scalar(text: str) -> Scalar:
    """What a text without line ends, between quotes or of words, stands for. Raises OddLineError for large numbers."""
    if text[0] in _QUOTES:
        return text[1:-1]
    if text[0] in _LETTERS:
        return WORDS.get(text, text)
    if text.startswith("--"):
        return text
    value = plain(text)
    if type(value) is int or type(value) is float:
        return _number(value, text)
    return value


def _number(value: float, text: str) -> int | float:
    if len(text) > _LONGEST_NUMBER or not math.isfinite(value):
        raise OddLineError
    return value if isinstance(value, int) else json_number(value)


def _flow(text: str) -> Any:
    known = _flat.get(text)
    if known is not None:
        return known.copy()
    value, end = _value(text, 0, 0)
    if end != len(text):
        raise OddLineError
    if len(text) <= _LONGEST_FLAT and len(_flat) < _MOST_FLAT and text.count("[") + text.count("{") == 1:
        _flat[text] = value.copy()
    return value


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    """What begins at an offset, and the offset behind it."""
    closing = _CLOSING.get(text[at : at + 1])
    if closing is None:
        match = _ITEM.match(text, at)
        if match is None:
            raise OddLineError
        return _scalar(match[0]), match.end()
    if depth > _DEEPEST:
        raise OddLineError
    value: Any = [] if closing == "]" else {}
    at = _behind_blanks(text, at + 1)
    while text[at : at + 1] != closing or value:
        at = _add_item(text, at, depth, value) if closing == "]" else _add_entry(text, at, depth, value)
        at = _behind_blanks(text, at)
        if text[at : at + 1] == closing:
            break
        if text[at : at + 1] != ",":
            raise OddLineError
        at = _behind_blanks(text, at + 1)
    return value, at + 1


def _add_item(text: str, at: int, depth: int, items: list[Any]) -> int:
    item, at = _value(text, at, depth + 1)
    items.append(item)
    return at


def _add_entry(text: str, at: int, depth: int, entries: dict[str, Any]) -> int:
    match = _ENTRY.match(text, at)
    if match is None or KEYS[match[1]] in entries:
        raise OddLineError
    entries[KEYS[match[1]]], at = _value(text, match.end(), depth + 1)
    return at


def _behind_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    assert match is not None
    return match.end()
