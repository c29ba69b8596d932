"""Which files are tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.policy_tests.file import UnreadableTestError
from dslint.policy_tests.search import tests_in as found_in
from tests.policy_tests.folders import written
from tests.policy_tests.test_run import KYVERNO

CASES = "- {resource: probe, expect: accepted}\n"


def test_folders_are_searched_and_files_are_read(tmp_path: Path) -> None:
    inner = tmp_path / "a" / ".kyverno-test"
    inner.mkdir(parents=True)
    written(tmp_path, CASES)
    (inner / "kyverno-test.yaml").write_text(KYVERNO, encoding="utf-8")
    assert [test.file.name for test in found_in([tmp_path])] == ["kyverno-test.yaml", "policy-test.yaml"]
    assert len(found_in([tmp_path / "policy-test.yaml"])) == 1


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTestError, match="no such file or folder"):
        found_in([tmp_path / "none"])
