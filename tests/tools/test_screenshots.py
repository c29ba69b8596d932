"""The pictures of the docs: those of terminals. tests/browser draws those of pages."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tools import screenshots
from tools.screenshots import IMAGES, PAGES, ROOT, TERMINALS, main, terminal_picture

NAMES = [picture.name for picture in (*TERMINALS, *PAGES)]


def text_of(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_script_draws_the_terminals_that_it_is_asked_for(tmp_path: Path) -> None:
    main(["--into", str(tmp_path), "lint-terminal.svg"])
    assert [file.name for file in tmp_path.iterdir()] == ["lint-terminal.svg"]
    text = text_of((tmp_path / "lint-terminal.svg").read_text(encoding="utf-8"))
    assert text[0] == "$ dslint lint examples/broken.yaml"
    assert "error[DS231 selector-mismatch]" in text
    assert any(line.startswith("6 errors in 1 object of 1 file") for line in text)


def test_long_output_is_cut_before_its_last_line_and_what_is_missing_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        screenshots,
        "_printed",
        lambda *_: "".join(f"line {number}\n" for number in range(49)) + "\033[1mthe end\n  of it\n",
    )
    picture = screenshots.TerminalPicture("a.svg", ("lint",), ("line 0", "of it"), most=10)
    shown = text_of(terminal_picture(picture))
    assert shown[1:] == [*(f"line {number}" for number in range(7)), "… 42 more lines", "the end", "of it"]


def test_a_picture_that_does_not_say_what_it_should_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screenshots, "_printed", lambda *_: "something else")
    with pytest.raises(ValueError, match=r"lint-terminal.svg does not say 'DS231 selector-mismatch'"):
        terminal_picture(TERMINALS[0])


def test_a_command_that_fails_is_not_drawn() -> None:
    with pytest.raises(ValueError, match=r"dslint lint nowhere.yaml --color always ended with exit code 3"):
        terminal_picture(TERMINALS[0]._replace(command=("lint", "nowhere.yaml")))


def test_an_unknown_picture_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nothing.png"])
    assert "no picture nothing.png; there are lint-terminal.svg" in capsys.readouterr().err


def test_every_picture_of_the_script_is_there_and_the_pages_show_no_other() -> None:
    assert [name for name in NAMES if not (IMAGES / name).is_file()] == []
    pages = [ROOT / "README.md", *ROOT.glob("README.*.md"), *ROOT.glob("docs/**/*.md")]
    shown = {name for page in pages for name in re.findall(r"images/([\w.-]+\.(?:png|svg))", page.read_text("utf-8"))}
    assert sorted(name for name in shown if not (IMAGES / name).is_file()) == []
