from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dslint.cache_size import remove_oldest

DAY = 24 * 3600.0


def written(folder: Path, **ages: float) -> None:
    """Files of 5,000 bytes, which take two blocks, by how many days ago they were used."""
    for name, age in ages.items():
        (folder / name).write_bytes(b"x" * 5_000)
        then = time.time() - age * DAY
        os.utime(folder / name, (then, then))


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("most", "expected"), [(8 * 4096, "abcd"), (6 * 4096, "abd"), (6 * 4096 - 1, "ad"), (2 * 4096, "d"), (0, "")]
)
def test_the_oldest_make_way(tmp_path: Path, most: int, expected: str) -> None:
    written(tmp_path, a=2, b=3, c=4, d=1)
    remove_oldest(str(tmp_path), most)
    assert left(tmp_path) == list(expected)


def test_what_nobody_uses_goes_although_there_is_room(tmp_path: Path) -> None:
    written(tmp_path, month=31, week=7)
    remove_oldest(str(tmp_path), 1 << 30)
    assert left(tmp_path) == ["week"]


def test_only_files_are_counted_and_removed(tmp_path: Path) -> None:
    written(tmp_path, file=1)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    remove_oldest(str(tmp_path), 0)
    assert left(tmp_path) == ["folder", "link", "pipe"]


def test_a_file_that_cannot_be_removed_or_is_gone_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = os.unlink

    def removed_by_another(path: str) -> None:
        unlink(path)
        raise FileNotFoundError(path)

    written(tmp_path, a=1, b=2)
    monkeypatch.setattr(os, "unlink", removed_by_another)
    remove_oldest(str(tmp_path), 0)
    assert left(tmp_path) == []
