from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dslint.edit.unified_diff import unified_diff

PAIRS = [
    ("a\nb\nc\n", "a\nx\nc\n"),
    ("a\nb", "a\nb\nc\n"),
    ("a\nb\n", "a\nc"),
    ("a\r\nb\r\n", "a\r\nc\r\n"),
    ("a\u2028b\x0bc\n", "a\u2028b\x0bd\n"),
    ("a\n", ""),
]


def test_nothing_changed_is_no_line() -> None:
    assert list(unified_diff("a.yaml", "a\n", "a\n")) == []


def test_a_missing_line_end_is_said() -> None:
    lines = list(unified_diff("a.yaml", "a\nb", "a\nc"))
    assert lines[:2] == ["--- a.yaml\n", "+++ a.yaml\n"]
    assert lines[-2:] == ["-b\n\\ No newline at end of file\n", "+c\n\\ No newline at end of file\n"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_git_applies_it(before: str, after: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(before.encode())
    diff = "".join(unified_diff("a.yaml", before, after))
    command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
    subprocess.run(command, input=diff.encode(), cwd=tmp_path, check=True)
    assert file.read_bytes() == after.encode()
