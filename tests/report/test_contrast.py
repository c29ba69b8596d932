"""The colours of terminal output are legible on the backgrounds that terminals have: contrast as WCAG 2 defines it."""

from __future__ import annotations

import pytest

from dslint.report.terminal import Ink

COLOURS = {ink: int(ink.value.rpartition(";")[2]) for ink in Ink if "38;5;" in ink.value}
LEVELS = (0, 95, 135, 175, 215, 255)
"""Of red, green and blue in the table of 256 colours, which themes do not change (xterm, 256colres.pl)."""

BACKGROUNDS = {
    "xterm": "#000000",
    "Windows Terminal, Campbell": "#0c0c0c",
    "Windows PowerShell": "#012456",
    "macOS Terminal, Pro; VS Code, GNOME Console dark": "#1e1e1e",
    "Konsole, Breeze": "#232627",
    "Ubuntu": "#300a24",
    "Gruvbox dark": "#282828",
    "Dracula": "#282a36",
    "Solarized dark": "#002b36",
    "macOS Terminal, Basic; VS Code, GNOME Console light": "#ffffff",
    "Gruvbox light": "#fbf1c7",
    "Solarized light": "#fdf6e3",
}
"""The default backgrounds of widespread terminals and themes."""

Colour = tuple[int, int, int]


def of_table(number: int) -> Colour:
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    red, green, blue = (number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6
    return LEVELS[red], LEVELS[green], LEVELS[blue]


def of_text(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:], 16)


def luminance(colour: Colour) -> float:
    shares = (level / 255 for level in colour)
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ink", COLOURS)
def test_each_colour_has_a_contrast_of_4_to_black_and_to_white(ink: Ink) -> None:
    """4.58 is the most that a colour can have to both."""
    colour = of_table(COLOURS[ink])
    assert min(contrast(colour, (0, 0, 0)), contrast(colour, (255, 255, 255))) >= 3.995


@pytest.mark.parametrize("background", BACKGROUNDS)
def test_each_colour_has_a_contrast_of_3_to_the_backgrounds_of_terminals(background: str) -> None:
    found = {ink: contrast(of_table(number), of_text(BACKGROUNDS[background])) for ink, number in COLOURS.items()}
    assert {ink: ratio for ink, ratio in found.items() if ratio < 3} == {}


def test_all_else_has_the_colour_of_the_terminals_own_text() -> None:
    assert set(Ink) - set(COLOURS) == {Ink.STRONG}
