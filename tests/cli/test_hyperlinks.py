from __future__ import annotations

from pathlib import Path

import pytest

from dslint.cli.exit_codes import UsageFailure
from dslint.cli.hyperlinks import _local_address, rule_pages
from tests.cli.conftest import Dslint

PAGES = "https://docs.example/{code}/{name}"


def shows_links(*, on_terminal: bool = True, **environment: str) -> bool:
    return rule_pages({**environment, "DSLINT_RULE_URL": PAGES}, on_terminal=on_terminal) == PAGES


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.10"},
        {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.101.0-insider"},
        {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"},
        {"TERM_PROGRAM": "ghostty"},
        {"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"},
        {"TERM": "xterm-kitty"},
        {"TERM": "xterm-256color", "VTE_VERSION": "7600"},
        {"WT_SESSION": "0b7c"},
    ],
)
def test_terminals_that_show_links_get_them(environment: dict[str, str]) -> None:
    assert shows_links(**environment)
    assert not shows_links(**environment, CI="true")
    assert not shows_links(on_terminal=False, **environment)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TERM": "xterm-256color"},
        {"TERM": "dumb", "WT_SESSION": "0b7c"},
        {"TERM_PROGRAM": "Apple_Terminal"},
        {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.0.15"},
        {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "odd"},
        {"TERM": "screen-256color", "VTE_VERSION": "7600"},
        {"VTE_VERSION": "5000"},
    ],
)
def test_other_terminals_get_none(environment: dict[str, str]) -> None:
    assert not shows_links(**environment)


@pytest.mark.parametrize(("value", "shown"), [("1", True), ("true", True), ("0", False), ("false", False), ("", False)])
def test_force_hyperlink_decides_whatever_the_terminal_is(value: str, shown: bool) -> None:
    assert shows_links(on_terminal=False, FORCE_HYPERLINK=value) is shown
    assert shows_links(FORCE_HYPERLINK=value, WT_SESSION="0b7c") is shown


@pytest.mark.parametrize("address", ["docs.example", "javascript:x", "https://a b", "https://a\x1b\\x"])
def test_what_is_no_address_is_an_error(address: str) -> None:
    with pytest.raises(UsageFailure, match=r"DSLINT_RULE_URL: .* is not an address"):
        rule_pages({"FORCE_HYPERLINK": "1", "DSLINT_RULE_URL": address}, on_terminal=True)


def test_without_an_address_links_lead_to_the_page_in_a_clone_and_to_the_rule_file_elsewhere(tmp_path: Path) -> None:
    rules = tmp_path / "a b" / "rules"
    rules.mkdir(parents=True)
    assert _local_address(rules).endswith("/a%20b/rules/{code}-{name}.yaml")
    (tmp_path / "a b" / "docs" / "rules").mkdir(parents=True)
    assert _local_address(rules).endswith("/a%20b/docs/rules/{code}-{name}.md")


def test_the_file_behind_a_link_is_there(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    link, *_ = dslint("rules", "--select", "DS231").out.split("\x1b\\")
    assert link.startswith("\x1b]8;;file://")
    assert Path("/" + link.removeprefix("\x1b]8;;file://").partition("/")[2]).is_file()


def test_a_pipe_gets_no_link(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WT_SESSION", "0b7c")
    assert "\x1b" not in dslint("rules", "--select", "DS231").out


def test_links_need_no_colours(dslint: Dslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    monkeypatch.setenv("DSLINT_RULE_URL", "https://docs.example/{code}/")
    out = dslint("rules", "--select", "DS231", "--color", "never").out
    assert out.startswith("\x1b]8;;https://docs.example/DS231/\x1b\\DS231\x1b]8;;\x1b\\  error")
