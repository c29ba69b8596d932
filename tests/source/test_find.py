from __future__ import annotations

import pytest

from dslint.source.find import find_files


@pytest.fixture
def folder(tmp_path):
    for name in ("a.yaml", "b.YML", "c.json", "d.txt", ".hidden.yaml", "sub/e.yaml", ".git/f.yaml", "out/g.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("a: 1\n")
    return tmp_path


def names(folder, path):
    return [found.relative_to(folder).as_posix() for found in find_files(path)]


def test_a_folder_stands_for_the_manifests_in_it_by_name(folder):
    assert names(folder, folder) == ["a.yaml", "b.YML", "c.json", "out/g.yaml", "sub/e.yaml"]


@pytest.mark.parametrize("name", ["d.txt", ".hidden.yaml", "a.yaml"])
def test_a_file_that_is_named_is_taken_whatever_its_name(folder, name):
    assert names(folder, folder / name) == [name]


@pytest.mark.parametrize(
    ("ignored", "left"),
    [
        ("out/\n", ["a.yaml", "b.YML", "c.json", "sub/e.yaml"]),
        ("*.yaml\n!e.yaml\n", ["b.YML", "c.json", "sub/e.yaml"]),
        ("# nothing\n/e.yaml\n", ["a.yaml", "b.YML", "c.json", "out/g.yaml", "sub/e.yaml"]),
    ],
)
def test_what_git_ignores_is_left_out(folder, ignored, left):
    (folder / ".gitignore").write_text(ignored)
    assert names(folder, folder) == left


def test_ignore_files_of_folders_above_count_up_to_the_repository(folder):
    (folder / ".gitignore").write_text("e.yaml\n")
    assert names(folder, folder / "sub") == []
    (folder / "sub" / ".gitignore").write_text("!e.yaml\n")
    assert names(folder, folder / "sub") == ["sub/e.yaml"]


def test_an_ignored_folder_that_is_named_is_looked_into(folder):
    (folder / ".gitignore").write_text("out/\n")
    assert names(folder, folder / "out") == ["out/g.yaml"]


def test_a_path_that_is_not_there_is_an_error(folder):
    with pytest.raises(FileNotFoundError):
        names(folder, folder / "nothing")
