from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dslint import written_file
from dslint.written_file import replace, why_not_writable, write

LEFT = ".dslint.draft-0123456789abcdef"


@pytest.fixture(params=["without a name", "with a name", "without locks"])
def drafts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What this system knows, and what others do."""
    monkeypatch.setattr(written_file, "_swept", set())
    kind: str = request.param
    if kind != "without a name":
        monkeypatch.setattr(written_file, "_UNNAMED", 0)
    if kind == "without locks":
        monkeypatch.setattr(written_file, "_LOCKS", False)
    return kind


def held(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text() for one in folder.iterdir()}


@pytest.mark.usefixtures("drafts")
def test_a_file_keeps_its_mode_and_its_folder_gets_no_other_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")
    file.chmod(0o640)
    write(file, b"new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.usefixtures("drafts")
def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "a.yaml", b"new")
        replace(str(tmp_path / "private"), b"new", mode=0o600)
    finally:
        os.umask(before)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    assert modes == {"a.yaml": 0o640, "private": 0o600}


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.yaml"
    target.write_text("old")
    link = tmp_path / "link.yaml"
    link.symlink_to(Path("real") / "a.yaml")
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_link_that_is_replaced_leads_nowhere_any_more(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("old")
    (tmp_path / "entry").symlink_to("theirs")
    replace(str(tmp_path / "entry"), b"new")
    assert not (tmp_path / "entry").is_symlink()
    assert held(tmp_path) == {"theirs": "old", "entry": "new"}


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("call", ["replace", "write"])
def test_a_failed_write_leaves_the_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space"):
        write(file, b"new")
    assert held(tmp_path) == {"a.yaml": "old"}


def test_a_disk_that_takes_little_at_a_time_gets_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: original(descriptor, data[:2]))
    write(tmp_path / "a.yaml", b"spec: {}")
    assert held(tmp_path) == {"a.yaml": "spec: {}"}


@pytest.mark.parametrize("cannot", ["open", "link"])
def test_where_a_draft_cannot_be_without_a_name_it_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cannot: str
) -> None:
    original = getattr(os, cannot)

    def refusing(path: str, *given: int, **options: int) -> object:
        if cannot == "link" or given[0] & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, "Operation not supported")
        return original(path, *given, **options)

    monkeypatch.setattr(os, cannot, refusing)
    write(tmp_path / "a.yaml", b"new")
    assert held(tmp_path) == {"a.yaml": "new"}


def test_the_draft_of_a_run_that_was_killed_is_removed_and_that_of_one_that_lives_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written_file, "_swept", set())
    (tmp_path / LEFT).write_text("half")
    living = tmp_path / ".dslint.draft-fedcba9876543210"
    with living.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        write(tmp_path / "a.yaml", b"new")
    assert held(tmp_path) == {"a.yaml": "new", living.name: ""}


def test_where_there_are_no_locks_an_old_draft_is_removed_and_no_young_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written_file, "_LOCKS", False)
    monkeypatch.setattr(written_file, "_swept", set())
    ages = {LEFT: 2, ".dslint.draft-1111111111111111": 0, ".dslint.draft-2222222222222222": -48}
    for name, hours in ages.items():
        (tmp_path / name).write_text("half")
        then = (tmp_path / name).stat().st_mtime - hours * 3600
        os.utime(tmp_path / name, (then, then))
    write(tmp_path / "a.yaml", b"new")
    assert set(held(tmp_path)) == {"a.yaml", *ages} - {LEFT}


@pytest.mark.parametrize("name", [".dslint.yaml", ".dslint.draft-", f"{LEFT}0", f"{LEFT}.yaml", "dslint.draft-0123"])
def test_what_is_no_draft_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(written_file, "_swept", set())
    (tmp_path / name).write_text("theirs")
    (tmp_path / LEFT).symlink_to(name)
    write(tmp_path / "a.yaml", b"new")
    assert held(tmp_path) == {"a.yaml": "new", name: "theirs", LEFT: "theirs"}


def test_a_draft_that_another_run_took_for_abandoned_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, taken = written_file._fill, iter([True])

    def fill(descriptor: int, data: bytes, like: os.stat_result | None) -> None:
        if next(taken, False):
            (draft,) = tmp_path.iterdir()
            draft.unlink()
        original(descriptor, data, like)

    monkeypatch.setattr(written_file, "_UNNAMED", 0)
    monkeypatch.setattr(written_file, "_fill", fill)
    write(tmp_path / "a.yaml", b"new")
    assert held(tmp_path) == {"a.yaml": "new"}


def test_a_file_in_the_current_folder_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.yaml"), b"new")
    replace("b.yaml", b"new")
    assert held(tmp_path) == {"a.yaml": "new", "b.yaml": "new"}


def test_windows_has_no_locks_and_can_write(tmp_path: Path) -> None:
    code = "import sys; sys.modules['fcntl'] = None\nfrom pathlib import Path\nfrom dslint import written_file as one"
    code = f"{code}\none.write(Path('a.yaml'), b'new'); print(one._LOCKS)"
    top = Path(written_file.__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": str(top)}
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert ran.stdout == b"False\n"
    assert held(tmp_path) == {"a.yaml": "new"}


def test_why_a_file_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert why_not_writable(file) == "No such file or directory"
    file.write_text("x")
    assert why_not_writable(file) == ""
    file.chmod(0o444)
    assert why_not_writable(file) == "it is read-only"
    os.mkfifo(tmp_path / "pipe")
    assert why_not_writable(tmp_path / "pipe") == "it is not a regular file"
