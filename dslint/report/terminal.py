"""Colours, the width of texts in columns, and lines that fit a terminal: marked, indented, broken between words."""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from dslint.report.escapes import visible

_OWN_RULE = re.compile(r"DS\d{3}-[a-z0-9-]+")


class Ink(str, Enum):
    """The meaning of a piece of text; the value is its ANSI attribute and colour.

    The colours are of the table of 256, because terminals let themes change the first 16, of which hardly any is
    legible both on black and on white. A test measures the contrast.
    """

    ERROR = "1;38;5;196"
    WARNING = "1;38;5;130"
    INFO = "1;38;5;30"
    GOOD = "1;38;5;28"
    GUTTER = "38;5;63"
    RELATED = "38;5;30"
    STRONG = "1"
    FAINT = "38;5;243"


class Terminal(NamedTuple):
    """Where a report goes: with colours or not, how many columns wide.

    `quiet` is for findings only, `verbose` for all findings whole. `rule_pages` is the address of a rule's page with
    {code} and {name}; it is "" if the output cannot have links. With `unbroken`, sentences that people search for, such
    as messages and totals, remain one line.
    """

    colour: bool = False
    width: int = 120
    quiet: bool = False
    verbose: bool = False
    rule_pages: str = ""
    unbroken: bool = False

    @property
    def styled(self) -> bool:
        """Whether it takes escape sequences: of colours, of links, or of both."""
        return self.colour or bool(self.rule_pages)

    def paint(self, text: str, ink: Ink) -> str:
        """The text in a colour; escapes in the text itself have no effect."""
        shown = visible(text)
        return f"\033[{ink.value}m{shown}\033[0m" if self.colour and shown else shown

    def linked(self, painted: str, code: str, name: str) -> str:
        """The text with a link to the page of the rule (OSC 8); without one if the rule is not dslint's own."""
        if not self.rule_pages or not _OWN_RULE.fullmatch(f"{code}-{name}"):
            return painted
        address = self.rule_pages.replace("{code}", code).replace("{name}", name)
        return f"\033]8;;{address}\033\\{painted}\033]8;;\033\\"


def cells(text: str) -> int:
    """The width of the text in columns: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def cropped(text: str, room: int) -> str:
    """At most `room` columns of the text, with an ellipsis if it is cut."""
    if cells(text) <= room:
        return text
    kept = 0
    taken = 0
    for character in text:
        taken += _cells(character)
        if taken > room - 1:
            break
        kept += 1
    return text[:kept] + "…"


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` columns, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cells(lines[-1]) + 1 + cells(word) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


LOWEST_WIDTH = 32
"""The narrowest column that text is wrapped to."""


def hanging(text: str, terminal: Terminal) -> Iterator[str]:
    """The text in lines that fit the terminal, all but the first indented; in one line if that is wanted."""
    if terminal.unbroken:
        yield text
        return
    first, *others = wrapped(text, max(LOWEST_WIDTH, terminal.width))
    yield first
    if others:
        yield from (f"  {line}" for line in wrapped(" ".join(others), max(LOWEST_WIDTH, terminal.width) - 2))


def marked(mark: str, text: str, terminal: Terminal, ink: Ink = Ink.WARNING) -> Iterator[str]:
    first, *others = wrapped(visible(text), max(LOWEST_WIDTH, terminal.width - 4))
    yield f"  {terminal.paint(mark, ink)} {first}"
    yield from (f"    {line}" for line in others)


def with_rule(line: str, word: str, rule: tuple[str, str], ink: Ink, terminal: Terminal) -> str:
    """A line such as `! error [DS816] …`: the word for the severity in its colour, the rule's code with a link."""
    code, name = rule
    painted = f"{terminal.paint(word, ink)} [{terminal.linked(code, code, name)}]"
    return line.replace(f"{word} [{code}]", painted, 1)


def indented(text: str, terminal: Terminal) -> Iterator[str]:
    yield from (f"    {line}" for line in wrapped(visible(text), max(LOWEST_WIDTH, terminal.width - 4)))


def with_source(text: str, source: str, room: int, terminal: Terminal) -> Iterator[str]:
    """The text, followed by its line in the manifest, on the same line if there is room."""
    parts = wrapped(visible(text), room)
    source = visible(source)
    if not source:
        yield from parts
    elif cells(parts[-1]) + 2 + cells(source) <= room:
        yield from parts[:-1]
        yield f"{parts[-1]}  {terminal.paint(source, Ink.RELATED)}"
    else:
        yield from parts
        yield terminal.paint(source, Ink.RELATED)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
