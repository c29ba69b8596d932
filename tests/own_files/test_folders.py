"""Folders that a file names: whether they belong to its project, and what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.own_files import folders
from dslint.own_files.errors import UnreadableFileError
from dslint.own_files.folders import files_below, is_within, project_of


def test_a_project_is_the_repository_else_the_files_folder(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / ".dslint.yaml"
    file.parent.mkdir(parents=True)
    assert project_of(file) == tmp_path / "a" / "b"
    (tmp_path / "a" / ".git").mkdir()
    assert project_of(file) == tmp_path / "a"
    (tmp_path / "a" / "b" / ".git").write_text("gitdir: elsewhere")
    assert project_of(file) == tmp_path / "a" / "b"


def test_links_are_followed_before_a_path_counts_as_inside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "link").symlink_to(outside)
    (inside / "self").symlink_to(inside)
    assert is_within(inside, inside)
    assert is_within(inside / "self" / "x", inside)
    assert not is_within(inside / "link", inside)
    assert not is_within(inside / ".." / "out", inside)


def test_files_come_in_order_and_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    names = ["b.yaml", "a/c.yml", "a/d.txt", ".hidden.yaml", ".git/e.yaml", "a/b.yaml"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = [file.relative_to(tmp_path).as_posix() for file in files_below(tmp_path, [".yaml", ".yml"])]
    assert found == ["a/b.yaml", "a/c.yml", "b.yaml"]


def refused(folder: Path) -> str:
    with pytest.raises(UnreadableFileError) as error:
        files_below(folder, [".yaml"])
    return str(error.value)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refused(tmp_path / "none") == f"{tmp_path / 'none'}: no such folder"
    assert refused(tmp_path / "file") == f"{tmp_path / 'file'}: is not a folder"


def test_a_link_out_of_the_folder_and_one_in_a_circle_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    link = folder / "a.yaml"
    link.symlink_to(tmp_path / "other.yaml")
    assert refused(folder) == f"{link}: is a link to a file outside {folder}; copy the file"
    link.unlink()
    (folder / "b").write_text("")
    link.symlink_to(folder / "b")
    assert files_below(folder, [".yaml"]) == [link]


def test_no_more_than_so_many_entries_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "RULE_FOLDER_ENTRIES", 3)
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text("")
    assert files_below(tmp_path, [".yaml"]) == []
    (tmp_path / "d").write_text("")
    assert "contains more than 3 files and folders" in refused(tmp_path)
