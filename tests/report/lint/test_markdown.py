"""A lint report as a comment on a pull request."""

from __future__ import annotations

import pytest

from dslint.findings import Fix, LintReport, Note, Severity
from dslint.report.lint import markdown, wording
from dslint.report.markdown import LIMIT
from tests.golden.story import BLIND, CLEAN, MISMATCH, OLD_LABEL, REPORT


def text_of(report: LintReport) -> str:
    return "\n".join(markdown.lines(report))


def test_the_marker_comes_first_then_the_totals() -> None:
    assert text_of(CLEAN._replace(findings=(MISMATCH, BLIND))).splitlines()[:2] == [
        markdown.MARKER,
        "### ❌ dslint lint: 1 error, 1 info in 2 objects of 1 file (Kubernetes 1.36)",
    ]


@pytest.mark.parametrize(
    ("report", "head"),
    [
        (CLEAN, "### ✅ dslint lint: nothing found in 2 objects"),
        (CLEAN._replace(findings=(OLD_LABEL,)), "### ⚠️ dslint lint: 1 warning in 2 objects"),
        (CLEAN._replace(findings=(BLIND,)), "### 💡 dslint lint: 1 info in 2 objects"),
        (CLEAN._replace(unreadable=(Note("a.yaml", None, "no"),)), "### ❌ dslint lint: nothing found in 2 objects"),
    ],
)
def test_the_mark_is_that_of_the_worst(report: LintReport, head: str) -> None:
    assert text_of(report).splitlines()[1].startswith(head)


def test_what_was_not_read_is_in_sight() -> None:
    text = text_of(CLEAN._replace(unreadable=(Note("a.yaml", 3, "is not UTF-8"),)))
    assert "(Kubernetes 1.36); 1 input not read\n" in text
    assert "- ❌ not read: a.yaml:3: is not UTF-8" in text


def test_errors_are_in_sight_and_the_rest_is_folded_by_file() -> None:
    text = text_of(CLEAN._replace(findings=(MISMATCH, OLD_LABEL, BLIND)))
    in_sight, _, rest = text.partition("<details>")
    assert "- ❌ deploy/agent.yaml:13:9: **DS231 selector-mismatch**: " in in_sight
    assert "<br>help: give the template" in in_sight
    assert rest.startswith("<summary>⚠️ deploy/agent.yaml: 1 warning, 1 info</summary>")
    assert "DS231" not in rest


def test_many_errors_are_counted_in_sight_and_listed_by_file() -> None:
    found = tuple(MISMATCH._replace(file=f"{number}.yaml") for number in range(markdown.IN_SIGHT + 2))
    text = text_of(CLEAN._replace(findings=found))
    assert "- 2 more errors below" in text.partition("<details>")[0]
    assert text.count("<summary>❌ ") == len(found)


def test_fixes_and_versions_are_told() -> None:
    fixable = OLD_LABEL._replace(fix=Fix("write kubernetes.io/os"), kubernetes_versions=("1.27",))
    text = text_of(REPORT._replace(findings=(fixable,)))
    assert 'use "kubernetes.io/os" instead (Kubernetes 1.27)<br>help: use the new label' in text
    assert "<br>fixable: write kubernetes.io/os (--fix)" in text
    assert "1 fixable with --fix; silenced: " in text.splitlines()[3]


def test_names_from_a_manifest_are_not_markup() -> None:
    text = text_of(CLEAN._replace(findings=(MISMATCH._replace(file="<b>|`x`.yaml", name="*a*"),)))
    assert "&lt;b&gt;\\|\\`x\\`.yaml" in text
    assert "<b>" not in text


@pytest.mark.parametrize("severity", Severity)
def test_a_comment_on_any_number_of_findings_fits_and_has_the_totals(severity: Severity) -> None:
    found = tuple(
        MISMATCH._replace(file=f"deploy/{number % 500}.yaml", severity=severity, message="m" * 400)
        for number in range(3000)
    )
    text = text_of(CLEAN._replace(findings=found))
    assert len(text) < LIMIT
    assert f"{wording.counts(found)} in 2 objects" in text.splitlines()[1]
    assert "`dslint lint --format html` writes the full report." in text


def test_equal_reports_give_equal_text() -> None:
    assert text_of(REPORT) == text_of(REPORT._replace(findings=tuple(REPORT.findings)))
