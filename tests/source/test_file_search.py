from __future__ import annotations

import os
from pathlib import Path

import pytest

from dslint.source.file_search import NotRead, find_files
from tests.permissions import unprivileged


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


def told(path):
    """What is not read in a folder, by the name of the file, and whether that is a failure."""
    return {one.path.name: (one.message, one.failed) for one in find_files(path) if isinstance(one, NotRead)}


@pytest.fixture
def linked(tmp_path):
    """A folder with links of all sorts, beside others."""
    for name in ("tree/a.yaml", "tree/sub/b.yaml", "secret", "other/c.yaml", "tree-not/d.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a: 1\n")
    tree = tmp_path / "tree"
    for name, target in {
        "file.yaml": "../secret",
        "folder": "../other",
        "prefix.yaml": "../tree-not/d.yaml",
        "absolute.json": "/etc/passwd",
        "far.yaml": "sub/../../secret",
        "by-link.yaml": "folder/c.yaml",
        "device.yaml": "/dev/zero",
        "gone.yaml": "../gone",
        "within.yaml": "sub/b.yaml",
        "again": "sub",
        "loop": "..",
        "self": ".",
        "round.yaml": "round.yaml",
        "broken.yaml": "nothing.yaml",
        "plain": "../secret",
    }.items():
        (tree / name).symlink_to(target)
    return tree


def test_links_out_of_the_folder_are_not_followed_and_each_is_told(linked):
    leads_out = {name for name, (message, failed) in told(linked).items() if "leads out of" in message and not failed}
    assert leads_out == {
        "file.yaml", "folder", "prefix.yaml", "absolute.json", "far.yaml", "by-link.yaml", "device.yaml", "gone.yaml",
        "loop",
    }  # fmt: skip
    found = [one.name for one in find_files(linked) if isinstance(one, Path)]
    assert found == ["a.yaml", "b.yaml", "within.yaml"]


def test_links_to_nothing_and_in_circles_are_told(linked):
    nowhere = {name for name, (message, _) in told(linked).items() if "broken symbolic link" in message}
    assert nowhere == {"round.yaml", "broken.yaml"}


def test_a_link_that_is_named_is_followed(linked, tmp_path):
    assert list(find_files(linked / "file.yaml")) == [linked / "file.yaml"]
    assert list(find_files(linked / "folder")) == [linked / "folder" / "c.yaml"]
    (tmp_path / "door").symlink_to("tree")
    assert Path(tmp_path, "door", "within.yaml") in list(find_files(tmp_path / "door"))


@pytest.mark.parametrize("name", ["file.yaml", "folder"])
def test_links_that_git_ignores_are_not_told(name, linked):
    (linked / ".gitignore").write_text(f"{name}\n")
    assert name not in told(linked)


def test_pipes_and_devices_in_a_folder_are_not_opened_and_told(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    os.mkfifo(tmp_path / "pipe")
    assert told(tmp_path) == {"pipe.yaml": ("is not a regular file; not read", False)}


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_an_ignore_file_that_is_no_file_says_nothing(make, folder):
    make(folder / ".gitignore")
    assert "a.yaml" in names(folder, folder)


def test_an_ignore_file_that_is_a_link_is_not_followed_and_told(folder):
    (folder / "patterns").write_text("*\n")
    (folder / ".gitignore").symlink_to("patterns")
    (message, failed) = told(folder)[".gitignore"]
    assert (message.partition(",")[0], failed) == ("is a symbolic link", False)
    assert any(isinstance(one, Path) for one in find_files(folder))


def test_an_ignore_file_without_end_is_not_read(folder):
    (folder / ".gitignore").touch()
    os.truncate(folder / ".gitignore", 1 << 40)
    assert told(folder)[".gitignore"] == ("is larger than 10 MB, the limit for ignore files", True)


def test_a_folder_in_a_folder_that_may_not_be_read_is_told_and_the_others_are_read(locked):
    (locked.parent / "a.yaml").write_text("a: 1\n")
    (locked.parent / "z.yaml").write_text("a: 1\n")
    with unprivileged():
        found = list(find_files(locked.parent))
    assert found[0].name == "a.yaml"
    assert found[1] == NotRead(locked, "cannot be read: Permission denied", failed=True)
    assert found[2].name == "z.yaml"


@pytest.mark.parametrize("place", [".", "sub"])
def test_an_ignore_file_that_may_not_be_read_is_told(place, locked):
    top = locked.parent
    (top / ".git").mkdir()
    (top / "sub").mkdir()
    (top / ".gitignore").write_text("a.yaml\n")
    (top / ".gitignore").chmod(0)
    with unprivileged():
        failed = [one for one in find_files(top / place) if isinstance(one, NotRead) and one.failed]
    assert NotRead(top / ".gitignore", "cannot be read: Permission denied", failed=True) in [
        one._replace(path=Path(os.path.normpath(one.path))) for one in failed
    ]


def test_folders_far_within_each_other_are_walked(tmp_path):
    depth = 1_100
    chain = [f"{tmp_path}/{'d/' * number}" for number in range(1, depth + 1)]
    opened = os.open(tmp_path, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=opened)
        inner = os.open("d", os.O_RDONLY, dir_fd=opened)
        os.close(opened)
        opened = inner
    os.close(os.open("a.yaml", os.O_CREAT | os.O_WRONLY, dir_fd=opened))
    os.close(opened)
    try:
        found = list(find_files(tmp_path))
    finally:
        Path(f"{chain[-1]}a.yaml").unlink()
        for folder in reversed(chain):  # shutil.rmtree calls itself for each
            Path(folder).rmdir()
    assert [str(one).count("/d") - str(tmp_path).count("/d") for one in found] == [depth]


def test_what_leaves_while_it_is_looked_for_is_told(folder, monkeypatch):
    scandir = os.scandir

    def leaving(path):
        if str(path).endswith("sub"):
            raise FileNotFoundError(2, "No such file or directory", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", leaving)
    assert told(folder) == {"sub": ("cannot be read: No such file or directory", True)}


def test_a_name_that_is_too_long_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="File name too long"):
        list(find_files(tmp_path / ("a" * 300)))


def test_a_name_that_no_file_can_have_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(find_files(tmp_path / "a\0b"))


def test_a_folder_that_is_named_below_an_ignored_one_is_looked_into(folder):
    (folder / "out" / "inner").mkdir()
    (folder / "out" / "inner" / "x.yaml").write_text("a: 1\n")
    (folder / ".gitignore").write_text("out/\n*.yaml\n")
    assert names(folder, folder / "out" / "inner") == ["out/inner/x.yaml"]


def test_the_way_to_a_folder_may_lead_up_and_down(folder, monkeypatch):
    (folder / ".gitignore").write_text("/sub/e.yaml\n")
    monkeypatch.chdir(folder / "out")
    assert list(find_files(Path("../sub"))) == []
