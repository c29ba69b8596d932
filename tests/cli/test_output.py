from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dslint.cli.exit_codes import UsageFailure
from dslint.cli.output import terminal, write_exact, write_file


@pytest.mark.parametrize(
    ("choice", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_the_option_is_stronger_than_no_color_and_that_than_force_color(
    choice: str, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal(choice).colour is coloured


def test_a_file_is_written_with_plain_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    write_file(str(target), ["one", "zwei ☂"])
    assert target.read_bytes() == "one\nzwei ☂\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_an_older_file_stays_when_the_new_one_cannot_be_finished(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old\n")

    def broken() -> object:
        yield "new"
        raise RuntimeError("the report has a fault")

    with pytest.raises(RuntimeError):
        write_file(str(target), broken())  # type: ignore[arg-type]
    assert target.read_text() == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageFailure, match=r"report\.txt cannot be written: No such file"):
        write_file(str(tmp_path / "missing" / "report.txt"), ["one"])


def test_what_is_not_a_plain_file_is_written_to_and_not_replaced() -> None:
    write_file("/dev/null", ["one"])
    assert Path("/dev/null").is_char_device()


def test_an_exact_text_is_written_byte_by_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    write_exact("a\r\n::b::\x1b[31m ü\n")
    assert stream.buffer.getvalue() == "a\r\n::b::\x1b[31m ü\n".encode()  # type: ignore[attr-defined]


def test_an_exact_text_cannot_control_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write_exact("a \x1b[31m\n")
    assert capsys.readouterr().out == "a \\x1b[31m\n"
