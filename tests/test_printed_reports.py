"""The file of a printed report: what is asked, what it holds, and what is done without it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dslint import printed_reports
from dslint.printed_reports import ABSENT, cache_folder, content, parts, place, printed_again, read_regular, state_of


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = tmp_path / ("0" * 40)
    file.write_bytes(content(str(file), 1, {"a\nb": ABSENT}, b"out \xc3\xa9\n", b"err\n"))
    return file


def test_it_comes_back_as_it_was(kept: Path) -> None:
    assert parts(read_regular(str(kept)), str(kept)) == (1, f"a\nb\0{ABSENT}".encode(), b"out \xc3\xa9\n", b"err\n")


def test_with_any_byte_flipped_or_cut_off_it_is_as_good_as_none(kept: Path) -> None:
    whole = kept.read_bytes()
    damaged = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    damaged += [whole[:size] for size in range(len(whole))] + [whole + b" "]
    for one in damaged:
        kept.write_bytes(one)
        assert printed_again(str(kept)) is None


def test_in_the_place_of_another_it_is_as_good_as_none(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / ("1" * 40)
    other.write_bytes(kept.read_bytes())
    assert printed_again(str(other)) is None


def test_a_pipe_a_link_and_what_is_not_there_are_as_good_as_none(kept: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(kept)
    assert [printed_again(str(tmp_path / name)) for name in ("pipe", "link", "nothing", "")] == [None] * 4


def test_the_state_of_a_file_changes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "a"
    states = [state_of(str(file))]
    for change in (lambda: file.write_text("a"), lambda: file.write_text("ab"), lambda: file.chmod(0o600)):
        change()
        states.append(state_of(str(file)))
    assert (states[0], len(set(states))) == (ABSENT, 4)
    assert state_of("a\0b") == ABSENT


def test_nothing_can_be_kept_without_a_folder_or_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    assert (cache_folder(), place(["lint"])) == (None, None)
    monkeypatch.setenv("HOME", "/nosuch")
    assert cache_folder() == "/nosuch/.cache/dslint"
    monkeypatch.setattr(sys, "stdout", None)
    assert place(["lint"]) is None


def test_other_arguments_another_folder_and_another_dslint_are_other_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/nosuch")
    places = {place(["lint"]), place(["lint", "."]), place(["lint", ".", ""])}
    monkeypatch.chdir(tmp_path)
    places.add(place(["lint"]))
    monkeypatch.setattr(printed_reports, "__file__", f"{tmp_path}/printed_reports.py")
    places.add(place(["lint"]))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "DS001.yaml").write_text("a")
    places.add(place(["lint"]))
    assert len(places) == 6


def test_neither_click_nor_what_judges_is_imported_for_it(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.yaml").write_text("kind: Service\n")
    words = [sys.executable, "-X", "importtime", "-m", "dslint", "lint", "--allow-empty", "here"]
    settled = "import dslint.cli.lint_record as r; r.SETTLED_SECONDS = -9; import dslint.__main__ as m; m.main()"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[1])}
    for arguments in ([*words[:3], "-c", settled, *words[5:]],) * 2:
        ran = subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if line.startswith("import time:")}
    assert "1 object" in ran.stdout or "nothing" in ran.stdout.lower() or ran.stdout
    assert not imported & {"click", "yaml", "jsonschema_rs", "dslint.cli.run", "dslint.linting.run"}
