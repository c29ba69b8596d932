"""What a manifest holds, written so that neither a terminal nor a CI service obeys it."""

from __future__ import annotations

import json

import pytest

from dslint.report.escapes import Form, harmless, json_text, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\tb", "a    b"),
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("Übergröße 漢字", "Übergröße 漢字"),
    ],
)
def test_nothing_in_a_manifest_can_move_the_cursor_or_turn_the_text(text: str, shown: str) -> None:
    assert visible(text) == shown


ESC = "\x1b[2J"
RED = "\x1b[1;38;5;196m"


@pytest.mark.parametrize(
    ("text", "form", "shown"),
    [
        (f"a{ESC}", Form.LINES, "a\\x1b[2J"),
        ("one\ntwo", Form.LINES, "one\\ntwo"),
        ("one\ntwo", Form.DOCUMENT, "one\ntwo"),
        ("a\tb", Form.DOCUMENT, "a\tb"),
        ("a\rb", Form.DOCUMENT, "a\\rb"),
        (f"a{ESC}", Form.DOCUMENT, "a\\x1b[2J"),
        ("::error::x", Form.LINES, "\\x3a:error::x"),
        ("  ::error::x", Form.LINES, "  \\x3a:error::x"),
        ("a ::error::x", Form.LINES, "a ::error::x"),
        ("a\n ::error::x", Form.DOCUMENT, "a\n \\x3a:error::x"),
        ("::error::x", Form.COMMANDS, "::error::x"),
        ("a ##[group]x", Form.LINES, "a \\x23#[group]x"),
        ("a ##vso[task.x]y", Form.COMMANDS, "a \\x23#vso[task.x]y"),
        ("##teamcity[x]", Form.DOCUMENT, "\\x23#teamcity[x]"),
        ("## heading", Form.DOCUMENT, "## heading"),
        ("", Form.LINES, ""),
    ],
)
def test_each_form_of_output_holds_what_it_may(text: str, form: Form, shown: str) -> None:
    assert harmless(text, form) == shown


def test_colours_of_the_report_stay_where_colours_are_wanted_and_no_other_sequence_does() -> None:
    painted = f"{RED}error\x1b[0m {ESC}"
    assert harmless(painted, Form.LINES, styled=True) == f"{RED}error\x1b[0m \\x1b[2J"
    assert "\x1b" not in harmless(painted, Form.LINES)


def test_a_command_behind_a_colour_is_none_either() -> None:
    assert harmless(f"{RED}::error::x\x1b[0m", Form.LINES, styled=True) == f"{RED}\\x3a:error::x\x1b[0m"


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "a\tb\nc",
        "\x1b[2J",
        "\u202e\u2028",
        "\x7f\x9b",
        "##[group]",
        "漢字",
        "\ufffe",
        ["##vso[x]", {"a": None}],
    ],
)
def test_json_is_read_again_as_it_was(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert "##[" not in text
    assert "##vso[" not in text
    assert [character for character in text if character != "\n" and not character.isprintable()] == []


def test_a_byte_of_a_file_name_that_is_no_utf_8_is_a_text_in_json() -> None:
    assert json.loads(json_text("a\udcff.yaml")) == "a\\udcff.yaml"
