from __future__ import annotations

import pytest

from dslint.source.git.references import GitReference, GitReferenceError, is_file_name, reference_of


@pytest.mark.parametrize(
    ("text", "revision", "path"),
    [
        ("git:HEAD", "HEAD", None),
        ("git:origin/main", "origin/main", None),
        ("git:HEAD~2:deploy/ds.yaml", "HEAD~2", "deploy/ds.yaml"),
        ("git:HEAD:", "HEAD", ""),
        ("git:main...", "main...", None),
        ("git:-x", "-x", None),
        ("git:main@{2026-01-01 10:30}", "main@{2026-01-01 10:30}", None),
        ("git:HEAD^{/fix: this}:ds.yaml", "HEAD^{/fix: this}", "ds.yaml"),
        ("git:main@{1}^{/fix: this}:ds.yaml", "main@{1}^{/fix: this}", "ds.yaml"),
        ("git::/fix: this", ":/fix: this", None),
    ],
)
def test_the_first_colon_outside_of_braces_separates_the_path(text: str, revision: str, path: str | None) -> None:
    assert reference_of(text) == GitReference(revision, path)


@pytest.mark.parametrize("text", ["git:", "git::ds.yaml", "git:a\nb", "git:a\0b", "git:\ud800"])
def test_a_reference_without_a_commit_is_an_error(text: str) -> None:
    with pytest.raises(GitReferenceError):
        reference_of(text)


def test_files_of_a_commit_are_named_as_git_show_takes_them() -> None:
    assert GitReference("HEAD~1").name_of("deploy/ds.yaml") == "git:HEAD~1:deploy/ds.yaml"


@pytest.mark.parametrize(("text", "is_one"), [("ds.yaml", True), ("é\udcff", True), ("a\0b", False), ("\ud800", False)])
def test_some_texts_cannot_be_names_of_files(text: str, is_one: bool) -> None:
    assert is_file_name(text) is is_one
