"""Terminal output as a picture."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tools.terminal_picture import FAINT, GROUND, NAMED, PADDING, Run, Style, colour, runs, svg, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def test_a_line_is_cut_where_its_style_changes() -> None:
    assert list(runs("  \033[1;31merror\033[0m: \033[1mno\033[0m such  field ")) == [
        Run(2, "error", Style(NAMED[1], bold=True)),
        Run(7, ":", Style()),
        Run(9, "no", Style(bold=True)),
        Run(12, "such", Style()),
        Run(18, "field", Style()),
    ]


def test_colours_of_the_table_of_256_and_faint_text_are_known() -> None:
    assert [run.style for run in runs("\033[1;38;5;196ma\033[0m\033[38;5;243mb\033[0m\033[2mc\033[0m")] == [
        Style("#ff0000", bold=True),
        Style("#767676"),
        Style(faint=True),
    ]


@pytest.mark.parametrize(("number", "shown"), [(1, NAMED[1]), (16, "#000000"), (130, "#af5f00"), (255, "#eeeeee")])
def test_a_number_is_a_colour(number: int, shown: str) -> None:
    assert colour(number) == shown


def test_links_are_not_shown() -> None:
    assert [run.text for run in runs("\033]8;;https://example.invalid/DS231\033\\DS231\033]8;;\033\\ x")] == [
        "DS231",
        "x",
    ]


def test_wide_characters_take_two_columns() -> None:
    assert [run.column for run in runs("漢字\033[1m x")] == [0, 5]


def test_a_line_longer_than_the_terminal_goes_on_below() -> None:
    rows = wrapped(runs(f"{'a' * 8}\033[1m{'b' * 8}\033[0m c"), 6)
    assert [[(run.column, run.text) for run in row] for row in rows] == [
        [(0, "aaaaaa")],
        [(0, "aa"), (2, "bbbb")],
        [(0, "bbbb"), (5, "c")],
    ]


def test_a_picture_holds_the_text_of_its_lines_in_their_places() -> None:
    picture = ET.fromstring(svg("it & says", ["one <two>", "", "\033[2m  three\033[0m"], 40))
    assert picture.get("aria-label") == "it & says"
    assert picture[0].get("fill") == GROUND
    texts = list(picture.iter(f"{SVG}text"))
    assert [text.text for text in texts] == ["one <two>", "three"]
    assert texts[1].get("fill") == FAINT
    assert float(texts[0].get("x", "0")) == PADDING
    assert float(texts[1].get("y", "0")) - float(texts[0].get("y", "0")) == 38
