from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dslint.findings import Origin, Rule, Severity
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
@pytest.mark.parametrize("text", ["DS999", "ds999", "three-legs", "Three-Legs"])
def test_a_rule_is_found_by_code_and_by_name(text: str) -> None:
    assert catalogue.find(text) == Rule(
        "DS999", "three-legs", "a table that stands on three legs", Severity.WARNING, Origin.TRAP, "add a leg"
    )


@pytest.mark.usefixtures("_one_rule")
@pytest.mark.parametrize("text", ["wobbly-table", "Short-Of-A-Leg"])
def test_a_rule_is_found_by_a_former_name(text: str) -> None:
    assert catalogue.find(text).name == "three-legs"


@pytest.mark.usefixtures("_one_rule")
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("wobbly", "dslint rules lists them"),
        ("DS99", "unknown rule DS99; dslint rules lists them"),
        ("three-leg", "did you mean three-legs"),
        ("chair", "dslint rules lists them"),
    ],
)
def test_an_unknown_rule_is_answered_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(catalogue.UnknownRuleError, match=hint):
        catalogue.find(text)


@pytest.mark.usefixtures("_one_rule")
def test_names_are_known_without_reading_any_file() -> None:
    assert catalogue.names() == {"DS998": "four-legs", "DS999": "three-legs"}


@pytest.mark.usefixtures("_one_rule")
def test_a_page_tells_what_each_example_is_expected_to_give() -> None:
    page = catalogue.page("DS999")
    first, second = page.examples
    assert (page.since, page.until, page.references) == ("1.10", None, ("https://example.org/legs",))
    assert (first.expected, second.expected) == (((1, "DS999"),), ((2, "DS999"),))
    assert (second.options.kubernetes_versions, second.options.name) == (("1.36",), "table.yaml")


def test_marks_are_removed_from_pages() -> None:
    text = "a: 1  # error: DS231, DS202\nb: 2  # a comment of its own\n# warning: DS301\n"
    assert unmarked(text) == "a: 1\nb: 2  # a comment of its own\n\n"
