from __future__ import annotations

from pathlib import Path

import pytest

from dslint.source.git.commands import GitError
from dslint.source.git.history import Earlier, earlier
from dslint.source.git.references import reference_of
from dslint.source.inputs import Scope, Text
from tests.house.checkout import git
from tests.repositories import commit, new_repository, write


def at(reference: str, *paths: str, **options: object) -> Earlier:
    return earlier(reference_of(reference), Scope(paths, **options))  # type: ignore[arg-type]


def read(found: Earlier) -> dict[str, str]:
    return {text.name: text.text for text in found.texts}


def test_files_are_read_as_they_were_under_the_name_of_the_commit(repository: Path) -> None:
    write(repository, {"deploy/ds.yaml": "a: 1\n", "other.yaml": "b: 1\n"})
    commit(repository)
    write(repository, {"deploy/ds.yaml": "a: 2\n"})
    assert at("git:HEAD", "deploy/ds.yaml") == Earlier((Text("git:HEAD:deploy/ds.yaml", "a: 1\n"),))


def test_a_folder_has_the_files_that_the_working_tree_has_lost(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, {"deploy/ds.yaml": "a: 1\n", "deploy/gone/x.yaml": "b: 1\n", "other.yaml": "c: 1\n"})
    commit(repository)
    (repository / "deploy/gone/x.yaml").unlink()
    (repository / "deploy/gone").rmdir()
    expected = {"git:main:deploy/ds.yaml": "a: 1\n", "git:main:deploy/gone/x.yaml": "b: 1\n"}
    assert read(at("git:main", "deploy")) == expected
    assert read(at("git:main", "deploy/ds.yaml", "deploy", "deploy/gone/x.yaml")) == expected, "each file once"
    monkeypatch.chdir(repository / "deploy")
    assert read(at("git:main", ".")) == expected


def test_what_the_configuration_excludes_is_left_out_of_folders_only(repository: Path) -> None:
    write(repository, {"deploy/ds.yaml": "a: 1\n", "deploy/charts/x.yaml": "b: 1\n"})
    commit(repository)

    def excludes(file: Path) -> bool:
        return file == Path("deploy/charts/x.yaml")

    assert list(read(at("git:HEAD", "deploy", excludes=excludes))) == ["git:HEAD:deploy/ds.yaml"]
    assert len(read(at("git:HEAD", "deploy/charts/x.yaml", excludes=excludes))) == 1


def test_a_path_that_the_commit_lacks_is_new_and_lost_manifests_are_read(repository: Path) -> None:
    write(repository, {"old.yaml": "a: 1\n", "here.yaml": "b: 1\n", "read.yaml": "c: 1\n", "bad.yaml": b"\xff\0"})
    commit(repository)
    (repository / "old.yaml").rename(repository / "new.yaml")
    (repository / "bad.yaml").unlink()
    found = at("git:HEAD", "new.yaml", "read.yaml")
    assert (found.new, {text.name: text.text for text in found.moved}) == (
        ("new.yaml",),
        {"git:HEAD:old.yaml": "a: 1\n"},
    )
    assert list(read(found)) == ["git:HEAD:read.yaml"]


def test_an_explicit_path_is_read_whatever_the_paths_of_the_run(repository: Path) -> None:
    write(repository, {"ds.yaml": "a: 1\n", "deploy/x.yaml": "b: 1\n"})
    commit(repository)
    assert read(at("git:HEAD:deploy", "none.yaml")) == {"git:HEAD:deploy/x.yaml": "b: 1\n"}
    with pytest.raises(GitError, match=r"git:HEAD:nope\.yaml: no such file or folder in this commit"):
        at("git:HEAD:nope.yaml")


def test_a_branch_without_commits_has_nothing(repository: Path) -> None:
    write(repository, {"ds.yaml": "a: 1\n"})
    (remark,) = at("git:HEAD", "ds.yaml", ".").remarks
    assert remark == "git:HEAD: the branch has no commit yet; all manifests are treated as new"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n", "is a Git LFS pointer"),
        (b"a: \xff\x00\n", ":1 is not text: byte 0xff is not UTF-8"),
        (b"\xff\xfe\0\0a\0\0\0", "is written in UTF-32"),
    ],
)
def test_what_cannot_be_compared_is_said(repository: Path, content: bytes, said: str) -> None:
    write(repository, {"ds.yaml": content})
    commit(repository)
    found = at("git:HEAD", "ds.yaml")
    assert found.texts == ()
    (remark,) = found.remarks
    assert remark.startswith("git:HEAD:ds.yaml")
    assert said in remark
    assert remark.endswith("; its objects are treated as new")


def test_links_and_submodules_are_said_and_not_followed(repository: Path) -> None:
    write(repository, {"secret.yaml": "a: 1\n"})
    (repository / "ds.yaml").symlink_to("secret.yaml")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},vendor")
    git(repository, "add", "ds.yaml", "secret.yaml")
    git(repository, "commit", "--quiet", "--message=links")
    found = at("git:HEAD", "ds.yaml", "vendor/x.yaml")
    assert found.texts == ()
    assert [remark.partition(";")[0] for remark in found.remarks] == [
        "git:HEAD:ds.yaml is a symbolic link",
        "git:HEAD:vendor is a submodule",
    ]


def test_each_path_is_compared_in_its_own_repository(repository: Path, tmp_path: Path) -> None:
    write(repository, {"ds.yaml": "a: 1\n"})
    commit(repository)
    (tmp_path / "second").mkdir()
    new_repository(tmp_path / "second")
    write(tmp_path / "second", {"x.yaml": "b: 1\n"})
    commit(tmp_path / "second")
    assert [text.text for text in at("git:HEAD", "ds.yaml", "../second/x.yaml").texts] == ["a: 1\n", "b: 1\n"]
