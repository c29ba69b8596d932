"""The page of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dslint.policy import catalogue
from dslint.policy.rule_page import unmarked

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


@pytest.fixture
def _one_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "DS999-three-legs.yaml").write_text(PAGE)
    (tmp_path / "DS998-four-legs.yaml").write_text("not read: {}\n")
    (tmp_path / "README.md").write_text("# Rules\n")
    monkeypatch.setattr(catalogue, "rules_folder", lambda: tmp_path)
    _forget()
    yield
    _forget()


def _forget() -> None:
    catalogue._files.cache_clear()
    catalogue.names.cache_clear()
    catalogue._code_by_former_name.cache_clear()


@pytest.mark.usefixtures("_one_rule")
def test_a_page_tells_what_each_example_is_expected_to_give() -> None:
    page = catalogue.page("DS999")
    first, second = page.examples
    assert (page.since, page.until, page.references) == ("1.10", None, ("https://example.org/legs",))
    assert (first.expected, second.expected) == (((1, "DS999"),), ((2, "DS999"),))
    assert (second.options.kubernetes_versions, second.options.name) == (("1.36",), "table.yaml")


def test_marks_are_taken_out_of_what_people_read() -> None:
    text = "a: 1  # error: DS231, DS202\nb: 2  # a comment of its own\n# warning: DS301\n"
    assert unmarked(text) == "a: 1\nb: 2  # a comment of its own\n\n"
