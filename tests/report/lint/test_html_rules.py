"""The rules on a page."""

from __future__ import annotations

import pytest

from dslint.findings import Origin, Rule, Severity
from dslint.policy import catalogue
from dslint.report.lint import html_rules
from dslint.report.lint.html_rules import Explanation, RuleCount, explanations, rule_counts
from tests.golden.story import BLIND, MISMATCH, OLD_LABEL, REPORT

OWN = Rule("ORG001", "no-owner", "object without an owner", Severity.WARNING, Origin.POLICY, "name one")


def explained(code: str) -> Explanation:
    [(_, explanation)] = explanations([RuleCount(code, "", Severity.ERROR, 1)], {"ORG001": OWN})
    return explanation


def test_rules_are_counted_the_worst_and_most_frequent_first() -> None:
    found = rule_counts([BLIND, OLD_LABEL, MISMATCH, MISMATCH, BLIND._replace(severity=Severity.ERROR)])
    assert [(count.code, count.severity.value, count.number) for count in found] == [
        ("DS231", "error", 2),
        ("DS590", "error", 2),
        ("DS301", "warning", 1),
    ]


def test_a_rule_is_explained_by_its_page() -> None:
    page = catalogue.page("DS231")
    found = explained("DS231")
    assert found.paragraphs[0] == " ".join(page.reason.split())
    assert [title for title, _ in found.examples] == ["Instead of", "Write"]
    assert found.examples[1][1] == page.examples[0].good
    assert found.references == page.references
    assert found.remarks[0].startswith("dslint lint --fix fixes this")


def test_a_rule_of_the_user_is_explained_by_its_summary_and_help() -> None:
    assert explained("ORG001") == Explanation("Object without an owner.", "Name one.")


def test_a_rule_that_nobody_knows_has_no_explanation() -> None:
    assert explained("ORG999") == Explanation("", "")


def test_very_many_rules_are_explained_in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_rules, "MOST", 1)
    found = [explanation for _, explanation in explanations(rule_counts([MISMATCH, OLD_LABEL]), REPORT.rules)]
    assert [bool(explanation.examples) for explanation in found] == [True, False]
    assert all(explanation.summary and explanation.help for explanation in found)
