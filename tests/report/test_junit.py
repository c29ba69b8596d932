"""JUnit XML against the schemas of Jenkins and of Ant, which a package of npm carries."""

from __future__ import annotations

import pytest

from dslint.report import junit
from dslint.report.cases import Case, Outcome, Suite
from tests.report.published_schemas import junit_errors


def text_of(*suites: Suite) -> str:
    return "\n".join(junit.lines(suites))


def test_a_report_depends_on_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert 'timestamp="1970-01-01T00:00:00"' in text_of(Suite("a"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert 'timestamp="2023-11-14T22:13:20"' in text_of(Suite("a"))


def test_what_passed_is_told_in_the_output_of_its_suite() -> None:
    text = text_of(Suite("a", (Case("b", text="<warning>: x"), Case("c", Outcome.FAILED, "no", "no\nhelp: y"))))
    assert "<system-out>b: &lt;warning&gt;: x</system-out>" in text
    assert '<failure type="error" message="no">no\nhelp: y</failure>' in text


def test_a_suite_without_a_name_has_one() -> None:
    assert '<testsuite name="dslint" ' in text_of(Suite(" "))


@pytest.mark.parametrize("outcome", Outcome)
def test_jenkins_and_ant_accept_every_case(outcome: Outcome) -> None:
    cases = (Case("a", outcome, "no", "no\nhelp: <x>"), Case("b"))
    text = text_of(Suite("s", cases, (("kubernetesVersions", "1.36"),)), Suite("empty", (), (("a", "b"),)))
    assert junit_errors(text) == []
    assert junit_errors(text.replace(' tests="2"', "")) != []
