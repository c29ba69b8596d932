"""The command, and a catalogue of one rule for tests of how rules are found and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dslint.policy import catalogue
from tests.cli.conftest import dslint

__all__ = ["dslint"]

PAGE = """\
code: DS999
name: three-legs
formerNames: [wobbly-table, short-of-a-leg]
severity: warning
origin: trap
summary: a table that stands on three legs
reason: |
  It stands, and falls over when somebody leans on it.
help: add a leg
kubernetes: {since: "1.10"}
references: [https://example.org/legs]
examples:
- bad: |
    legs: 3  # warning: DS999
  good: |
    legs: 4
- bad: |
    legs: |
      3
  expect: [{line: 2, code: DS999}]
  good: |
    legs: 4
  options: {kubernetesVersions: ["1.36"], name: table.yaml}
"""

TOLD = """\
{"code":"DS998","name":"four-legs","severity":"info","origin":"trap","summary":"a table","help":"none"}
{"code":"DS999","name":"three-legs","severity":"warning","origin":"trap",\
"summary":"a table that stands on three legs","help":"add a leg"}
"""


@pytest.fixture
def _one_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "DS999-three-legs.yaml").write_text(PAGE)
    (tmp_path / "README.md").write_text("# Rules\n")
    (tmp_path / catalogue.INDEX).write_text(TOLD)
    monkeypatch.setattr(catalogue, "rules_folder", lambda: tmp_path)
    _forget()
    yield
    _forget()


def _forget() -> None:
    catalogue._files.cache_clear()
    catalogue._lines.cache_clear()
    catalogue.names.cache_clear()
