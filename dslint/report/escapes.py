"""Escapes, so that manifests, names and settings cannot control a terminal or a CI service.

Terminals interpret control characters and direction marks, and CI services execute log lines that look like their
commands. All output passes through `harmless`; reports use `visible` and `json_text` for text from manifests.
"""

from __future__ import annotations

import json
import re
from enum import Enum, auto
from typing import Any

TAB = "    "

# Patterns are strings: `re` compiles each when it is first used, and most runs use none of them.

# Control and format characters, line separators, surrogates and noncharacters.
_BEYOND_BREAKS = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_UNSEEN = rf"[\t\n{_BEYOND_BREAKS}]"
_UNSEEN_IN_DOCUMENTS = f"[{_BEYOND_BREAKS}]"
_STYLE = (
    r"(\033\[(?:0|1|(?:1;)?38;5;(?:28|30|63|130|196|243))m"  # the colours of report/terminal.py
    r"|\033\]8;;(?:(?:https?|file)://[!-~]*)?\033\\)"  # a link, and its end
)

# GitHub's runner takes `::name::` after any blanks, the older `##[name]` anywhere in a line, as Azure's `##vso[name]`.
_COMMAND_LINE = r"(?m)^((?:[^\S\n]|\033\[[\d;]+m)*):(?=:)"
_COMMAND_ANYWHERE = r"#(?=#(?:vso|teamcity)?\[)"


class Form(Enum):
    """The form of a piece of output, which decides what it may contain."""

    LINES = auto()
    """Lines for people, each of which remains one line."""
    COMMANDS = auto()
    """Lines for a CI service, which executes its commands among them."""
    DOCUMENT = auto()
    """Lines of a format with its own escaping, or of a text such as a guide."""


def visible(text: str) -> str:
    """The text in one line: tabs as spaces, invisible and direction characters as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNSEEN, _escape, text.replace("\t", TAB))


def harmless(text: str, form: Form, *, styled: bool = False) -> str:
    """The text, safe to write. With `styled`, escape sequences of dslint's colours and links remain."""
    if form is Form.DOCUMENT:
        shown = re.sub(_UNSEEN_IN_DOCUMENTS, _escape, text)
    elif styled:
        # The parts are texts and escape sequences in turn.
        shown = "".join(part if place % 2 else visible(part) for place, part in enumerate(re.split(_STYLE, text)))
    else:
        shown = visible(text)
    if form is not Form.COMMANDS and "::" in shown:
        shown = re.sub(_COMMAND_LINE, r"\1\\x3a", shown)
    return re.sub(_COMMAND_ANYWHERE, r"\\x23", shown) if "##" in shown else shown


def json_text(value: Any) -> str:
    """The value as indented JSON that every parser reads and that is safe for terminals and logs."""
    return harmless_json(json.dumps(value, indent=2, ensure_ascii=False))


def harmless_json(text: str) -> str:
    r"""The JSON with escapes for what a terminal or a log could execute.

    JSON has no way to write half of a surrogate pair, which stands for a byte of a file name that is not UTF-8: it is
    written as the text `\udcff`.
    """
    return re.sub(_COMMAND_ANYWHERE, r"\\u0023", re.sub(_UNSEEN_IN_DOCUMENTS, _json_escape, text))


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _json_escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return f"\\\\u{ord(character):04x}"
    return json.dumps(character)[1:-1]
