"""A document in the plain block style that nearly all manifests have, read line by line; any other is left alone.

In that style each line is blank, a comment, `key:`, `key: value`, `- value`, `- key:` or `- key: value`, and a value is
some words without quotes, a text between quotes without escapes, a list or map of such between brackets, or the lines
below a `|`. There are no anchors, tags, folded texts, tabs, or keys that occur twice. What such a document says follows
from its indentation alone, so that one regular expression and a loop read it several times faster than libyaml's
events. At the first line that is not plainly of this style, the whole document is left to the other reader; where that
does not happen, both read the same.
"""

from __future__ import annotations

import re
from typing import Any, Final

from dslint.source.line_values import KEY, KEYS, OTHER_THAN_TEXT, VALUES, OddLineError

# Classes without any character beyond Latin-1, which would take the expression ten times as long to compile.
_ODD = r"\x00-\x1f\x7f-\xa0"
_COMMENT = rf"(?<![^ \n])#[^{_ODD}]*"
_WORD = rf"[^ {{{_ODD}]*[^ :{{{_ODD}]"
"""Without a colon at its end, and without `{`, with which a template's actions begin."""
_WORDS = rf"(?:[^ !-#%-'*,:>?@\[\]`{{-}}{_ODD}-](?:{_WORD})?|-{_WORD})(?: +(?!#){_WORD})*"
_QUOTED = rf"""\"[^\"\\{_ODD}]*\"|'[^'{_ODD}]*'"""
_FLOW = rf"[\[{{][^{_ODD}]*[\]}}]"
_LITERAL = r"\|-?\n( +)(?![ \t])[^\n]+(?:\n\5[^\n]*|\n(?!\5) *(?=\n))*"

# The lookaheads for a blank leave each line one way to be read, so that an odd line costs no more than its length.
LINE: Final = re.compile(
    rf"( *)(?! )(- +(?! ))?(?:({KEY}):(?=[ \n]))? *(?! )({_WORDS}|{_QUOTED}|{_FLOW}|{_LITERAL})? *(?:{_COMMENT})?\n"
    r"|([^\n]*)\n"
)
"""A line as its indentation, dash, key, value and the indentation within the value, each of which may be empty.

A line that is odd has only the last group.
"""

_RARE = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
"""Ends of lines, marks of the byte order, and characters that YAML forbids."""

_DEEPEST = 60


def read_block_lines(text: str) -> Any:  # noqa: C901, PLR0912 - a call for each line would cost a third more
    """The value of a document. Raises OddLineError unless it is plainly of this style, and its value a map or list."""
    if not text.isascii():
        _refuse_rare_characters(text)
    top: dict[str, Any] = {}
    into: Any = top
    awaiting: str | None = ""
    level, around = -1, list[tuple[int, Any]]()
    # A level is twice the column, and one more for a list: its dashes may stand at the column of the map that holds it.
    for indentation, dash, key, value, margin, odd in LINE.findall(_ended(text)):
        if dash:
            line_level = 2 * len(indentation) + 1
        elif key:
            line_level = 2 * len(indentation)
        elif value or odd:
            raise OddLineError
        else:
            continue
        if line_level > level:
            if awaiting is None or len(around) > _DEEPEST:
                raise OddLineError
            around.append((level, into))
            opened: Any = [] if dash else {}
            into[awaiting] = opened
            level, into = line_level, opened
        else:
            while level > line_level:
                level, into = around.pop()
            if level != line_level:
                raise OddLineError
        if margin and 2 * len(margin) <= level + (2 * len(dash) if key else 0):
            raise OddLineError
        if dash and not key:
            into.append(VALUES[value] if value[:1] in OTHER_THAN_TEXT else value)
            awaiting = None
            continue
        if dash:
            around.append((level, into))
            entries: dict[str, Any] = {}
            into.append(entries)
            level, into = level - 1 + 2 * len(dash), entries
        key = KEYS[key]  # noqa: PLW2901 - the same key
        if key in into:
            raise OddLineError
        if value:
            into[key] = VALUES[value] if value[0] in OTHER_THAN_TEXT else value
            awaiting = None
        else:
            into[key], awaiting = None, key
    if not top:
        raise OddLineError
    return top[""]


def _ended(text: str) -> str:
    """The text with an end of its last line. The lines below a `|` differ by whether the text has it."""
    if text.endswith("\n"):
        return text
    if "|" in text:
        raise OddLineError
    return text + "\n"


def _refuse_rare_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise OddLineError from error
    if any(character in text for character in _RARE):
        raise OddLineError
