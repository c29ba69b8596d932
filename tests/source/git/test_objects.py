from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dslint.source.bounded_input import TooLargeError
from dslint.source.git import objects as git_objects
from dslint.source.git.commands import Git, GitEndedError, GitError
from dslint.source.git.objects import Entry, Kind, Objects, objects_of
from tests.house.checkout import git
from tests.repositories import commit, new_repository, write


@pytest.fixture
def objects(repository: Path) -> Iterator[Objects]:
    with objects_of(Git.of_folder(repository)) as found:
        yield found


def test_a_tree_has_files_folders_links_and_submodules(repository: Path, objects: Objects) -> None:
    write(repository, {"deploy/ds.yaml": "a: 1\n", "run.sh": "true\n", "naïve name.yaml": "b: 2\n"})
    (repository / "run.sh").chmod(0o755)
    (repository / "link.yaml").symlink_to("deploy/ds.yaml")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},vendor")
    git(repository, "add", "deploy", "run.sh", "link.yaml", "naïve name.yaml")
    git(repository, "commit", "--quiet", "--message=all")
    name = git(repository, "rev-parse", "HEAD").strip()
    assert {entry: found.kind for entry, found in objects.tree(name).items()} == {
        "deploy": Kind.FOLDER,
        "link.yaml": Kind.LINK,
        "naïve name.yaml": Kind.FILE,
        "run.sh": Kind.FILE,
        "vendor": Kind.SUBMODULE,
    }
    found = objects.find(name, "deploy/ds.yaml")
    assert found is not None
    assert objects.content(found[1]) == b"a: 1\n"
    assert objects.find(name, "") == ("", Entry(Kind.FOLDER, name))
    assert objects.find(name, "deploy/none.yaml") is None
    assert objects.find(name, "run.sh/none.yaml") is None
    assert objects.find(name, "vendor/ds.yaml") == ("vendor", Entry(Kind.SUBMODULE, "1" * 40))


def test_contents_are_as_stored_without_filters_and_line_ends_of_the_checkout(
    repository: Path, objects: Objects
) -> None:
    write(repository, {"ds.yaml": b"a: 1\n", "empty.yaml": b""})
    name = commit(repository)
    git(repository, "config", "core.autocrlf", "true")
    git(repository, "config", "filter.bad.smudge", "touch ran; cat")
    git(repository, "config", "diff.bad.textconv", "touch ran; cat")
    write(repository, {".gitattributes": b"*.yaml filter=bad diff=bad working-tree-encoding=UTF-16\n"})
    tree = objects.tree(name)
    assert [objects.content(tree[file]) for file in ("ds.yaml", "empty.yaml")] == [b"a: 1\n", b""]
    assert not (repository / "ran").exists()


def test_a_file_that_is_too_large_is_passed_over_and_the_next_is_read(
    repository: Path, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, {"large.yaml": b"a" * 700_000, "small.yaml": b"b: 1\n"})
    tree = objects.tree(commit(repository))
    monkeypatch.setattr(git_objects, "MANIFEST_FILE_BYTES", 1000)
    with pytest.raises(TooLargeError):
        objects.content(tree["large.yaml"])
    assert objects.content(tree["small.yaml"]) == b"b: 1\n"


def test_an_object_that_the_clone_lacks_is_an_error(repository: Path, objects: Objects) -> None:
    commit(repository)
    with pytest.raises(GitError, match="not in this clone"):
        objects.content(Entry(Kind.FILE, "1" * 40))


def test_a_missing_object_is_not_got_from_the_remote_of_a_partial_clone(repository: Path) -> None:
    """Even where the repository allows a transport that is a program."""
    commit(repository)
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::touch {repository}/ran",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
        "core.fsmonitor": f"touch {repository}/ran",
        "core.hooksPath": str(repository),
    }.items():
        git(repository, "config", key, value)
    with objects_of(Git.of_folder(repository)) as reread, pytest.raises(GitError, match="not in this clone"):
        reread.content(Entry(Kind.FILE, "1" * 40))
    assert not (repository / "ran").exists()


def test_replacements_are_not_followed(repository: Path, objects: Objects) -> None:
    write(repository, {"ds.yaml": "a: 1\n", "other.yaml": "a: 2\n"})
    tree = objects.tree(commit(repository))
    git(repository, "replace", tree["ds.yaml"].object, tree["other.yaml"].object)
    with objects_of(Git.of_folder(repository)) as reread:
        assert reread.content(tree["ds.yaml"]) == b"a: 1\n"


def test_a_process_that_has_ended_is_an_error(objects: Objects) -> None:
    objects._answers._process.kill()
    objects._answers._process.wait()
    with pytest.raises(GitEndedError, match="git cat-file ended early; run git fsck"):
        objects.content(Entry(Kind.FILE, "1" * 40))


@pytest.mark.usefixtures("repository")
def test_hashes_of_32_bytes_are_read_too(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    new_repository(folder, "--object-format=sha256")
    write(folder, {"a/ds.yaml": "a: 1\n"})
    name = commit(folder)
    with objects_of(Git.of_folder(folder)) as objects:
        found = objects.find(name, "a/ds.yaml")
        assert found is not None
        assert objects.content(found[1]) == b"a: 1\n"
