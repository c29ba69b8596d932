from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from dslint.edit.written_file import why_not_writable, write


def test_a_file_keeps_its_mode_and_its_folder_gets_no_other_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")
    file.chmod(0o640)
    write(file, b"new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.yaml"
    target.write_text("old")
    link = tmp_path / "link.yaml"
    link.symlink_to(Path("real") / "a.yaml")
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_failed_write_leaves_the_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write(file, b"new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("a.yaml", "old")]


def test_why_a_file_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert why_not_writable(file) == "No such file or directory"
    file.write_text("x")
    assert why_not_writable(file) == ""
    file.chmod(0o444)
    assert why_not_writable(file) == "it is read-only"
    os.mkfifo(tmp_path / "pipe")
    assert why_not_writable(tmp_path / "pipe") == "it is not a regular file"
