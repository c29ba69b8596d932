from __future__ import annotations

import errno
import os
import socket
import tempfile
import threading
import time
from pathlib import Path

import pytest

from dslint import cache, written_file
from dslint.cache import Cache, Memory, fingerprint, user_folder
from dslint.limits import CACHE_BYTES
from tests.permissions import unprivileged


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


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1, 2", b"[1]", b"\n[1]"])
def test_a_damaged_entry_is_as_good_as_none_and_is_written_anew(tmp_path, damage):
    kept = Cache(tmp_path)
    kept.put([1], "text")
    (entry,) = files(tmp_path)
    entry.write_bytes(damage)
    assert kept.get("text") is None
    kept.put([2], "text")
    assert kept.get("text") == [2]


def test_an_entry_with_any_byte_flipped_or_cut_off_is_as_good_as_none(tmp_path):
    kept = Cache(tmp_path)
    kept.put([1, "text"], "text")
    (entry,) = files(tmp_path)
    whole = entry.read_bytes()
    damaged = [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in range(len(whole))]
    damaged += [whole[:size] for size in range(len(whole))] + [whole + b" ", whole + whole]
    for content in damaged:
        entry.write_bytes(content)
        assert kept.get("text") is None


def test_an_entry_in_the_place_of_another_is_as_good_as_none(tmp_path):
    kept = Cache(tmp_path)
    kept.put([1], "text")
    (of_text,) = files(tmp_path)
    kept.put([2], "other")
    (of_other,) = set(files(tmp_path)) - {of_text}
    of_other.write_bytes(of_text.read_bytes())
    assert kept.get("other") is None


def pipe(place):
    os.mkfifo(place)


def socket_(place):
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as made:
        made.bind(f"{short}/s")
        Path(short, "s").rename(place)


def folder(place):
    (place / "within").mkdir(parents=True)


def link(place):
    place.with_name("elsewhere").write_bytes(b"[1]")
    place.symlink_to("elsewhere")


def device(place):
    place.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [pipe, socket_, folder, link, device], ids=lambda make: make.__name__)
def test_what_is_no_file_is_as_good_as_none_and_makes_way(make, tmp_path):
    kept = Cache(tmp_path)
    kept.put([1], "text")
    (entry,) = files(tmp_path)
    entry.unlink()
    make(entry)
    assert kept.get("text") is None
    kept.put([2], "text")
    assert kept.get("text") == [2]


def test_an_entry_that_is_far_too_large_is_not_read(tmp_path):
    kept = Cache(tmp_path)
    kept.put([1], "text")
    (entry,) = files(tmp_path)
    os.truncate(entry, 1 << 40)
    assert kept.get("text") is None


def test_a_draft_that_an_earlier_run_left_is_removed(tmp_path, monkeypatch):
    kept = Cache(tmp_path)
    kept.put([1], "text")
    (entry,) = files(tmp_path)
    entry.with_name(".dslint.draft-0123456789abcdef").write_text("half")
    monkeypatch.setattr(written_file, "_swept", set())  # as in another run
    kept.put([2], "text")
    assert kept.get("text") == [2]
    assert files(tmp_path) == [entry]


def test_a_disk_that_is_full_leaves_no_draft(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "no space left on device")

    kept = Cache(tmp_path)
    monkeypatch.setattr(os, "replace", full)
    kept.put([1], "text")
    assert files(tmp_path) == []


@pytest.mark.parametrize("text", ["\ud83d\ude00", "\U0001f600", "a\x00\n", "é\u2028"])
def test_any_text_comes_back_as_it_was(text, tmp_path):
    Cache(tmp_path).put([text], text)
    assert Cache(tmp_path).get(text) == [text]


def test_a_folder_that_may_not_be_entered_is_done_without(locked):
    with unprivileged():
        kept = Cache(locked / "cache" / "dslint")
        kept.put(1, "text")
        assert kept.get("text") is None


def test_a_library_that_was_installed_anew_makes_another_dslint(tmp_path, monkeypatch):
    package = tmp_path / "anylibrary" / "__init__.py"
    package.parent.mkdir()
    package.write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(cache, "_LIBRARIES", ("anylibrary", "nosuchlibrary"))
    before = fingerprint()
    assert fingerprint() == before
    package.write_text("version = 2\n")
    assert fingerprint() != before


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


def test_the_folders_of_versions_before_are_removed(tmp_path):
    for name in ("0123456789abcdef", "printed", "something"):
        (tmp_path / name / "within").mkdir(parents=True)
        (tmp_path / name / "within" / "entry").write_text("1")
    Cache(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"printed", "results", "something"}
    assert (tmp_path / "something" / "within" / "entry").exists()


@pytest.fixture
def _small(monkeypatch):
    """Folders of entries hold 64 KiB, and are looked at for each 8 KiB on average."""
    monkeypatch.setattr(cache, "_SHARE_BYTES", 16 * 4096)
    monkeypatch.setattr(cache, "_BYTES_BETWEEN", 2 * 4096)


@pytest.mark.usefixtures("_small")
def test_what_is_put_is_bounded_and_the_oldest_goes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(Cache, "_file", lambda self, name: f"{self._folder}/00/{name.digest}")
    kept = Cache(tmp_path)
    for number in range(300):
        kept.put(number, f"text {number}")
        os.utime(kept._file(cache._digest((kept._base, f"text {number}"))), (time.time() - 300 + number,) * 2)
    left = [number for number in range(300) if kept.get(f"text {number}") is not None]
    assert left == list(range(300 - len(left), 300))
    assert 14 <= len(left) <= 60


def test_the_folders_of_all_entries_have_the_size_of_the_cache():
    assert cache._SHARE_BYTES * 16**2 == CACHE_BYTES


@pytest.mark.usefixtures("_small")
def test_an_entry_that_is_used_outlives_those_that_are_not(tmp_path):
    kept = Cache(tmp_path)
    kept.put("used", "used")
    (entry,) = files(tmp_path)
    long_ago = entry.stat().st_mtime - 9 * 24 * 3600
    os.utime(entry, (long_ago, long_ago))
    assert kept.get("used") == "used"
    assert entry.stat().st_mtime > long_ago + 8 * 24 * 3600
    now = entry.stat().st_mtime_ns
    assert (kept.get("used"), entry.stat().st_mtime_ns) == ("used", now)


def test_an_entry_that_belongs_to_someone_else_is_used_all_the_same(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    kept = Cache(tmp_path)
    kept.put(1, "text")
    (entry,) = files(tmp_path)
    os.utime(entry, (1, 1))
    monkeypatch.setattr(os, "utime", refuse)
    assert kept.get("text") == 1


@pytest.mark.usefixtures("_small")
def test_a_result_that_would_take_the_room_of_many_is_not_kept(tmp_path):
    kept = Cache(tmp_path)
    kept.put("x" * 33_000, "large")
    assert kept.get("large") is None
    kept.put("x" * 32_000, "smaller")
    assert kept.get("smaller") == "x" * 32_000


@pytest.mark.usefixtures("_small")
def test_runs_that_make_room_at_once_do_not_disturb_each_other(tmp_path):
    faults = []

    def write(run):
        try:
            kept = Cache(tmp_path)
            for number in range(100):
                kept.put("x" * 9_000, f"{run} {number}")
                assert kept.get(f"{run} {number}") in (None, "x" * 9_000)
        except Exception as fault:
            faults.append(fault)
            raise

    runs = [threading.Thread(target=write, args=(run,)) for run in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert faults == []
    assert not [path for path in files(tmp_path) if "." in path.name]


def test_the_users_folder_is_where_the_desktop_says(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "dslint"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_folder() == tmp_path / ".cache" / "dslint"


def test_a_desktop_that_says_it_from_some_place_on_is_not_heeded(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_folder() == tmp_path / ".cache" / "dslint"


def test_a_user_without_a_home_has_no_folder(monkeypatch):
    def no_home():
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(cache.Path, "home", no_home)
    assert user_folder() is None


def test_a_memory_knows_what_was_put_for_the_same_texts():
    memory = Memory()
    assert memory.get("a", "b") is None
    memory.put([1], "a", "b")
    assert (memory.get("a", "b"), memory.get("ab")) == ([1], None)
