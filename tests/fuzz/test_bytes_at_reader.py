"""The bytes that atheris makes; it has wheels for some Pythons only."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz import bytes_at_reader
from tests.fuzz.corpus import seeds


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
def test_no_bytes_get_past_the_reader() -> None:
    command = [sys.executable, "-m", "tests.fuzz.bytes_at_reader", "--inputs", "300"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], check=False, capture_output=True, text=True)
    assert "Done 300 runs" in done.stderr
    assert done.returncode == 0


def test_it_says_so_where_atheris_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    monkeypatch.setattr(sys, "argv", ["bytes_at_reader"])
    bytes_at_reader.main()
    assert capsys.readouterr().out.startswith("skipped: atheris is not installed")


def test_the_corpus_itself_gets_past_the_reader() -> None:
    for data in seeds().values():
        bytes_at_reader.read(data)
