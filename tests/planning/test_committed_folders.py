from __future__ import annotations

from pathlib import Path

import pytest

from dslint.api_server.baseline import BaselineError
from dslint.planning import committed_folders
from dslint.planning.committed_folders import committed_files
from tests.repositories import commit, write


def test_a_kubelet_reads_any_file_of_the_folder_itself_unless_it_is_hidden_or_too_large(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"a.yaml": "a: 1\n", "b~": "b: 1\n", ".c.yaml": "c: 1\n", "inner/d.yaml": "d: 1\n", "e": "e" * 100}
    write(repository / "manifests", dict(texts))
    (repository / "manifests" / "link.yaml").symlink_to("a.yaml")
    commit(repository)
    monkeypatch.setattr(committed_folders, "LIMIT", 100)
    found = committed_files("git:HEAD", ["manifests", "none"])
    assert found is not None
    assert {each.file: each.content for each in found} == {
        "git:HEAD:manifests/a.yaml": b"a: 1\n",
        "git:HEAD:manifests/b~": b"b: 1\n",
    }


def test_without_a_commit_or_a_repository_there_is_nothing_to_compare_with(repository: Path, tmp_path: Path) -> None:
    assert committed_files("git:HEAD", ["."]) is None
    commit(repository)
    assert committed_files("git:HEAD", [str(tmp_path)]) is None
    assert committed_files("git:HEAD", ["."]) == []
    with pytest.raises(BaselineError, match="has no such commit"):
        committed_files("git:nope", ["."])
