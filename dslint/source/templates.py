"""Templates: text that becomes a manifest once Helm, Jinja or another engine has filled it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from dslint.source.yaml_text import Reading, read_yaml

_OPENING = re.compile(r"\{[{%]")
_CLOSING = MappingProxyType({"{{": "}}", "{%": "%}"})
_BETWEEN = MappingProxyType({"{{": re.compile(r"\}\}[ \t]*\{%"), "{%": re.compile(r"%\}[ \t]*\{\{")})
"""Where an action of one kind is followed by one of the other."""
_CHARACTER = re.compile(r"[^\r\n]")


def is_template(text: str, reading: Reading) -> bool:
    """Whether `{{` or `{%` is what makes a document unreadable, where neither is in a scalar without quotes.

    Between quotes, in a block of text and in comments it is text. The document is a
    template if another fault comes first once the actions are covered up.
    """
    if next(_actions(text), None) is None:
        return False
    covered = read_yaml(_covered(text))
    return _where(covered) != _where(reading)


def _covered(text: str) -> str:
    """The text with each action as a word of its length, and lines of nothing else blank."""
    lines = (" " * len(line) if _is_of_actions(line) else line for line in text.split("\n"))
    without_lines = "\n".join(lines)
    parts, end = [], 0
    for start, behind in _actions(without_lines):
        parts += [without_lines[end:start], _CHARACTER.sub("x", without_lines[start:behind])]
        end = behind
    return "".join([*parts, without_lines[end:]])


def _actions(text: str) -> Iterator[tuple[int, int]]:
    """Where each action begins and ends. An opening that nothing closes is none, and is not looked for again."""
    unclosed: set[str] = set()
    match = _OPENING.search(text)
    while match is not None and len(unclosed) < len(_CLOSING):
        closing = _CLOSING[match[0]]
        end = -1 if match[0] in unclosed else text.find(closing, match.end())
        if end < 0:
            unclosed.add(match[0])
            match = _OPENING.search(text, match.start() + 1)
            continue
        end += len(closing)
        yield match.start(), end
        match = _OPENING.search(text, end)


def _is_of_actions(line: str) -> bool:
    """Whether a line starts and ends with an action; text between two of one kind may be part of one."""
    text = line.strip(" \t\r")
    first = text[:2]
    if first not in _CLOSING:
        return False
    if text.endswith(_CLOSING[first]):
        return len(text) >= len("{{}}")
    between = _BETWEEN[first].search(text, len(first))
    return between is not None and len(text) - between.end() >= 2 and text.endswith(("}}", "%}"))


def _where(reading: Reading) -> list[tuple[str, int]]:
    return [(fault.code, fault.place.start) for fault in reading.faults if fault.fatal]
