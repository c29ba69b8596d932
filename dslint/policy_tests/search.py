"""Finds the tests in files and folders, and reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dslint.policy_tests import kyverno
from dslint.policy_tests.file import NAMES, PolicyTest, UnreadableTestError, read_policy_test
from dslint.policy_tests.kyverno import read_kyverno_test


def tests_in(paths: Iterable[Path]) -> list[PolicyTest]:
    """All tests of files, and of folders and the folders in them, hidden ones too: Kyverno's are in `.kyverno-test`.

    Raises UnreadableTestError and PolicyTestError.
    """
    return [read_kyverno_test(file) if file.name in kyverno.NAMES else read_policy_test(file) for file in _files(paths)]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(found for name in (*NAMES, *kyverno.NAMES) for found in path.rglob(name))
        elif path.exists():
            yield path
        else:
            raise UnreadableTestError(f"{path}: no such file or folder")
