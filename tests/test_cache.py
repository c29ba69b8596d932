from __future__ import annotations

import os
import threading

import pytest

from dslint import cache
from dslint.cache import Cache, fingerprint, user_folder


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_is_found_again_by_another_run(tmp_path):
    Cache(tmp_path, "1.36").put({"a": [1, None]}, "ds.yaml", "text")
    assert Cache(tmp_path, "1.36").get("ds.yaml", "text") == {"a": [1, None]}


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        (("1.35",), ("ds.yaml", "text")),
        (("1.36", ""), ("ds.yaml", "text")),
        (("1.36",), ("ds.yaml", "text ")),
        (("1.36",), ("ds.yamlt", "ext")),
        (("1.36",), ("ds.yaml\x00text",)),
    ],
)
def test_nothing_else_finds_it(tmp_path, asked, texts):
    Cache(tmp_path, "1.36").put(1, "ds.yaml", "text")
    assert Cache(tmp_path, *asked).get(*texts) is None


def test_another_dslint_does_not_find_it(tmp_path, monkeypatch):
    Cache(tmp_path).put(1, "text")
    monkeypatch.setattr(cache, "__version__", "99")
    assert Cache(tmp_path).get("text") is None


def test_a_changed_rule_makes_another_dslint(tmp_path, monkeypatch):
    (tmp_path / "DS001-x.yaml").write_text("a")
    monkeypatch.setattr(cache, "rules_folder", lambda: tmp_path)
    before = fingerprint()
    assert fingerprint() == before
    (tmp_path / "DS001-x.yaml").write_text("ab")
    assert fingerprint() != before


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1, 2"])
def test_a_damaged_entry_is_as_good_as_none_and_is_written_anew(tmp_path, damage):
    kept = Cache(tmp_path)
    kept.put([1], "text")
    (entry,) = files(tmp_path)
    entry.write_bytes(damage)
    assert kept.get("text") is None
    kept.put([2], "text")
    assert kept.get("text") == [2]


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("no folder")
    kept = Cache(tmp_path / "file")
    kept.put(1, "text")
    assert kept.get("text") is None


def test_a_folder_that_is_emptied_meanwhile_is_no_fault(tmp_path):
    kept = Cache(tmp_path)
    for folder in tmp_path.iterdir():
        folder.rmdir()
    kept.put(1, "text")
    assert kept.get("text") is None


def test_many_runs_write_at_once_and_leave_whole_entries(tmp_path):
    def write(number):
        kept = Cache(tmp_path)
        for _ in range(30):
            kept.put(["x" * 5_000, number], "text")
            assert kept.get("text")[0] == "x" * 5_000

    runs = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(files(tmp_path)) == 1


def test_what_another_dslint_left_long_ago_is_removed(tmp_path):
    for name, age in (("old", 40), ("young", 1)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "entry").write_text("1")
        then = tmp_path.stat().st_mtime - age * 24 * 3600
        os.utime(tmp_path / name, (then, then))
    Cache(tmp_path)
    assert not (tmp_path / "old").exists()
    assert (tmp_path / "young" / "entry").exists()


def test_the_users_folder_is_where_the_desktop_says(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "dslint"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_folder() == tmp_path / ".cache" / "dslint"


def test_a_user_without_a_home_has_no_folder(monkeypatch):
    def no_home():
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(cache.Path, "home", no_home)
    assert user_folder() is None
