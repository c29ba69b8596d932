"""Texts by the columns that they take, and lines that fit a terminal."""

from __future__ import annotations

import pytest

from dslint.report.escapes import Form, harmless
from dslint.report.terminal import (
    LOWEST_WIDTH,
    Ink,
    Terminal,
    cells,
    cropped,
    hanging,
    indented,
    marked,
    with_rule,
    with_source,
    wrapped,
)


@pytest.mark.parametrize(
    ("text", "columns"), [("agent", 5), ("エージェント", 12), ("e\u0301", 1), ("ﾊﾝ", 2), ("🙂", 2)]
)
def test_wide_characters_take_two_columns_and_combining_ones_none(text: str, columns: int) -> None:
    assert cells(text) == columns


@pytest.mark.parametrize(("text", "shown"), [("agent", "agent"), ("agents", "agen…"), ("漢字漢字", "漢字…")])
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, shown: str) -> None:
    assert cropped(text, 5) == shown
    assert cells(shown) <= 5


def test_words_that_are_longer_than_the_line_stand_alone() -> None:
    assert wrapped("one two threeandfour five", 8) == ["one two", "threeandfour", "five"]


WORDS = "one two three four five six seven eight nine ten"


def test_a_mark_stands_before_the_first_line_and_blanks_before_the_others() -> None:
    assert list(marked("!", WORDS, Terminal(width=36))) == [
        "  ! one two three four five six",
        "    seven eight nine ten",
    ]


def test_indented_lines_have_no_mark() -> None:
    assert list(indented(WORDS, Terminal(width=36))) == ["    one two three four five six", "    seven eight nine ten"]


@pytest.mark.parametrize("width", [1, 20, 36])
def test_no_terminal_is_narrower_than_the_lowest_width(width: int) -> None:
    assert list(indented(WORDS, Terminal(width=width))) == list(indented(WORDS, Terminal(width=LOWEST_WIDTH + 4)))


def test_a_text_of_a_manifest_stays_one_line_and_moves_nothing() -> None:
    assert list(marked("!", "a\nb\x1b[2J", Terminal())) == ["  ! a\\nb\\x1b[2J"]


@pytest.mark.parametrize(
    ("room", "lines"),
    [(20, ["two words  ds.yaml:7"]), (19, ["two words", "ds.yaml:7"]), (6, ["two", "words", "ds.yaml:7"])],
)
def test_the_source_stands_behind_the_text_where_there_is_room(room: int, lines: list[str]) -> None:
    assert list(with_source("two words", "ds.yaml:7", room, Terminal())) == lines


def test_without_a_source_there_is_the_text_alone() -> None:
    assert list(with_source("two words", "", 99, Terminal())) == ["two words"]


def test_colours_take_no_room() -> None:
    (line,) = with_source("two words", "ds.yaml:7", 20, Terminal(colour=True))
    assert line == "two words  \033[38;5;30mds.yaml:7\033[0m"
    (line,) = marked("!", "x", Terminal(colour=True))
    assert line == "  \033[1;38;5;130m!\033[0m x"


LINKS = Terminal(rule_pages="https://docs.example/{code}-{name}.md")


def test_a_rule_of_dslint_gets_a_link_to_its_page() -> None:
    shown = LINKS.linked("DS231", "DS231", "selector-mismatch")
    assert shown == "\033]8;;https://docs.example/DS231-selector-mismatch.md\033\\DS231\033]8;;\033\\"
    assert harmless(shown, Form.LINES, styled=LINKS.styled) == shown
    assert "\033" not in harmless(shown, Form.LINES)


@pytest.mark.parametrize(("code", "name"), [("ORG001", "latest-image"), ("DS231", "x\033\\"), ("DS231", "X y")])
def test_other_rules_get_none(code: str, name: str) -> None:
    assert LINKS.linked("text", code, name) == "text"


def test_a_severity_gets_its_colour_and_the_code_behind_it_a_link() -> None:
    line, rule = "  ! error [DS816] 2 nodes lose the pod", ("DS816", "removal-during-rollout")
    assert with_rule(line, "error", rule, Ink.ERROR, Terminal()) == line
    shown = with_rule(line, "error", rule, Ink.ERROR, LINKS._replace(colour=True))
    assert shown.startswith(
        "  ! \033[1;38;5;196merror\033[0m [\033]8;;https://docs.example/DS816-removal-during-rollout.md"
    )


def test_links_of_manifests_have_no_effect() -> None:
    text = "\033]8;;https://evil.example\033\\click\033]8;;\033\\"
    assert "\033" not in LINKS.paint(text, Ink.STRONG)


def test_a_sentence_stays_whole_where_that_is_wanted() -> None:
    assert list(hanging(WORDS, Terminal(width=36))) == ["one two three four five six seven", "  eight nine ten"]
    assert list(hanging(WORDS, Terminal(width=36, unbroken=True))) == [WORDS]
