"""What a command prints in colours, as a picture: SVG, in which the text remains text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from dslint.report.terminal import cells

COLUMN, ROW, SIZE = 8.4, 19, 14
"""The width of a character and the height of a line, in pixels, at a font of this size."""

PADDING, BAR = 16, 34
INK, GROUND, FRAME = "#d7dce1", "#12161b", "#2b323a"
FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

# The first 16 colours as most terminals have them on a dark ground.
NAMED = (
    *("#12161b", "#f0625d", "#6cc35a", "#e5b454", "#6a9ff5", "#c58af0", "#4fc1cf", "#d7dce1"),
    *("#7b8590", "#ff8a84", "#8ade78", "#ffd27a", "#8fb8ff", "#dcaeff", "#7ce0ec", "#ffffff"),
)
FAINT = "#98a2ad"
_ESCAPE = re.compile(r"\033\[([\d;]*)m|\033\]8;[^\033\a]*(?:\033\\|\a)")
_WORDS = re.compile(r"[^ ]+(?: [^ ]+)*")
_STEPS = (0, 95, 135, 175, 215, 255)


class Style(NamedTuple):
    """How text is written; the colour is that of the terminal if it is empty."""

    colour: str = ""
    bold: bool = False
    faint: bool = False


class Run(NamedTuple):
    """Text in one style, from a column on."""

    column: int
    text: str
    style: Style


def svg(title: str, lines: Iterable[str], columns: int) -> str:
    """A terminal with these lines, so many columns wide; `title` says in words what it shows."""
    rows = [row for line in lines for row in wrapped(runs(line), columns)]
    width, height = round(columns * COLUMN + 2 * PADDING), BAR + len(rows) * ROW + PADDING
    dots = "".join(f'<circle cx="{18 + 18 * number}" cy="17" r="5.5"/>' for number in range(3))
    texts = "\n".join(_text(run, BAR + (row + 1) * ROW - 5) for row, found in enumerate(rows) for run in found)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-label="{escape(title)}">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="{GROUND}"/>\n<g fill="{FRAME}">{dots}</g>\n'
        f'<g font-family="{FONT}" font-size="{SIZE}" fill="{INK}">\n{texts}\n</g>\n</svg>\n'
    )


def runs(line: str) -> Iterator[Run]:
    """The pieces of a line with escape sequences, without the blanks around them.

    Two blanks part them too: SVG makes one of several.
    """
    style, column, start = Style(), 0, 0
    for match in [*_ESCAPE.finditer(line), None]:
        piece = line[start : match.start() if match else len(line)]
        for words in _WORDS.finditer(piece):
            yield Run(column + cells(piece[: words.start()]), words[0], style)
        column += cells(piece)
        if match:
            start = match.end()
            style = _changed(style, match[1]) if match[1] is not None else style


def wrapped(found: Iterable[Run], columns: int) -> list[list[Run]]:
    """The rows of a line, which a terminal breaks wherever it is full."""
    rows: list[list[Run]] = [[]]
    for run in found:
        column, text = run.column - (len(rows) - 1) * columns, run.text
        while text:
            if column >= columns:
                rows.append([])
                column -= columns
                continue
            rows[-1].append(Run(column, text[: columns - column], run.style))
            text, column = text[columns - column :], columns
    return rows


def _changed(style: Style, codes: str) -> Style:
    numbers = [int(code or "0") for code in codes.split(";")]
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            style = Style()
        elif number in (1, 2):
            style = style._replace(bold=style.bold or number == 1, faint=style.faint or number == 2)
        elif 30 <= number <= 37 or 90 <= number <= 97:
            style = style._replace(colour=NAMED[number - 30 if number < 90 else number - 82])
        elif number == 38 and numbers[:1] == [5]:
            style, numbers = style._replace(colour=colour(numbers[1])), numbers[2:]
    return style


def colour(number: int) -> str:
    """A colour of the table of 256."""
    if number < 16:
        return NAMED[number]
    if number > 231:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    red, green, blue = (number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6
    return f"#{_STEPS[red]:02x}{_STEPS[green]:02x}{_STEPS[blue]:02x}"


def _text(run: Run, y: int) -> str:
    ink = run.style.colour or (FAINT if run.style.faint else "")
    look = f' fill="{ink}"' * bool(ink) + ' font-weight="bold"' * run.style.bold
    place = f'x="{PADDING + run.column * COLUMN:.1f}" y="{y}" textLength="{cells(run.text) * COLUMN:.1f}"'
    return f'<text {place} lengthAdjust="spacingAndGlyphs"{look}>{escape(run.text, quote=False)}</text>'
