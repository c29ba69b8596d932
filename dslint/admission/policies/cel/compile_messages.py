"""Errors of compilation as the server shows them: sorted by place, each with its line and a mark below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 100
"""How many errors the server shows of one expression."""

_LONGEST_LINE = 16384
_PLACE = re.compile(r"(?:INVALID_ARGUMENT: )?ERROR: <input>:(?P<line>-?\d+):(?P<column>-?\d+): (?P<message>[^\n]*)")
_MACRO = re.compile(
    r"(?:all|exists|exists_one|map|filter|optMap|optFlatMap)\(\) variable name must be a simple identifier"
)
# How cel-go says what the library's parser says, by the beginning of the message.
_PARSER_WORDS = {
    "has() argument must be a field selection": "invalid argument to has() macro",
    "\\u003F": "?",
}


def shown(text: str, errors: Iterable[tuple[int, str]]) -> str:
    """The errors of an expression, each at the offset of a character."""
    lines = text.split("\n")
    placed = sorted(((*_place(lines, offset), message) for offset, message in errors), key=lambda error: error[:2])
    found = [_one(lines, *error) for error in placed[:MOST]]
    if len(placed) > MOST:
        found.append(f"{len(placed) - MOST} more errors were truncated")
    return "\n".join(found)


def syntax_errors(text: str, message: str) -> str:
    """What the library's parser says of a text, in the words of the server's."""
    lines = text.split("\n")
    found = []
    for match in _PLACE.finditer(message):
        line, column = int(match["line"]), int(match["column"])
        if 0 < line <= len(lines):
            found.append(_one(lines, line - 1, column - 1, _in_words_of_the_server(match["message"])))
    return "\n".join(found)


def _in_words_of_the_server(message: str) -> str:
    message = message.removesuffix(" [INVALID_ARGUMENT]")
    if _MACRO.fullmatch(message):
        return (
            "argument is not an identifier"
            if message.startswith(("map(", "filter("))
            else "argument must be a simple name"
        )
    for theirs, ours in _PARSER_WORDS.items():
        message = message.replace(theirs, ours)
    return message


def _place(lines: list[str], offset: int) -> tuple[int, int]:
    for number, line in enumerate(lines):
        if offset <= len(line):
            return number, offset
        offset -= len(line) + 1
    return len(lines) - 1, len(lines[-1])


def _one(lines: list[str], line: int, column: int, message: str) -> str:
    shown_line = lines[line].replace("\t", " ")
    head = f"ERROR: <input>:{line + 1}:{column + 1}: {message}"
    if len(shown_line.encode()) > _LONGEST_LINE:
        return head
    dots = "".join("\uff0e" if ord(letter) > 127 else "." for letter in shown_line[:column])
    mark = "\uff3e" if column < len(shown_line) and ord(shown_line[column]) > 127 else "^"
    return f"{head}\n | {shown_line}\n | {dots}{mark}"
