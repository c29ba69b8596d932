from __future__ import annotations

from dslint.findings import Note, Silenced, Silencer
from dslint.report.cases import Case, Outcome, Suite
from dslint.report.lint.cases import silenced_suite, suites
from tests.golden.story import BLIND, CLEAN, MISMATCH, OLD_LABEL, WITHOUT_TEXT

VERSIONS = (("kubernetesVersions", "1.36"),)


def test_a_clean_file_is_a_suite_with_a_case_that_passed() -> None:
    assert list(suites(CLEAN)) == [Suite("a.yaml", (Case("checked"),), VERSIONS)]


def test_only_errors_fail_and_what_passed_has_its_text() -> None:
    _, found = suites(CLEAN._replace(findings=(MISMATCH, OLD_LABEL, BLIND)))
    assert [(case.name, case.outcome.value) for case in found.cases] == [
        ("DS231 selector-mismatch at 13:9", "failed"),
        ("DS301 deprecated-node-label at 16:46", "passed"),
        ("DS590 blind-rollout at 20:79", "passed"),
    ]
    assert found.cases[1].text.startswith("warning: deploy/agent.yaml:16:46: spec.template")
    assert found.cases[0].text.endswith("\nhelp: give the template the labels that the selector asks for")


def test_a_finding_without_a_file_is_in_the_suite_of_its_object() -> None:
    _, found = suites(CLEAN._replace(findings=(WITHOUT_TEXT,)))
    assert (found.name, found.cases[0].name) == ("DaemonSet bare", "DS231 selector-mismatch")


def test_what_cannot_be_read_is_an_error() -> None:
    *_, found = suites(CLEAN._replace(unreadable=(Note("b.yaml", None, "is\x1b no text"),)))
    assert found.count(Outcome.ERROR) == 1
    assert found.cases[0].text == "is\\x1b no text"


def test_what_was_silenced_and_skipped_stands_in_a_suite_without_cases() -> None:
    assert list(silenced_suite(())) == []
    (found,) = silenced_suite((Silenced(Silencer.BASELINE, "b.json", 2),), ("skipped: x",))
    assert found == Suite("dslint", (), (("silenced", "silenced: 2 by b.json"), ("skipped", "skipped: x")))
