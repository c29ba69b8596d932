"""The text of a run of policy tests."""

from __future__ import annotations

from dslint.policy_tests.file import Case, Expected
from dslint.policy_tests.results import CaseResult, PolicyTestReport, ValidationCoverage
from dslint.report.policy_tests import lines

PASSED = CaseResult("t", Case("probe", Expected.ACCEPTED, "t.yaml:3"), "Pod probe", passed=True, answer="accepted")
FAILED = PASSED._replace(
    case=Case("agent", Expected.DENIED, "t.yaml:5", policy="p", message="no"), passed=False, answer="accepted"
)
UNCHECKED = PASSED._replace(passed=False, unchecked="depends on the user")
REPORT = PolicyTestReport(
    "1.36",
    (PASSED, FAILED, UNCHECKED),
    (ValidationCoverage("p", 0, "true", "p.yaml:9", 1, 0), ValidationCoverage("p", 1, "x", "", 1, 1)),
    ("p is refused",),
    2,
)


SUMMARY = (
    "3 cases, 1 failed",
    "1 could not be checked",
    "1 object refused by the API server",
    "2 validations, 1 not fully covered",
    "2 results about policies of Kyverno left out",
)


def test_what_failed_is_listed_and_all_is_counted() -> None:
    assert list(lines(REPORT)) == [
        "p is refused",
        "t.yaml:5: t: Pod probe, policy p: expected denied with 'no', but accepted",
        "t.yaml:3: t: Pod probe: could not be checked: depends on the user",
        "p.yaml:9: p: spec.validations[0] never failed: true",
        "; ".join(SUMMARY),
    ]


def test_an_expression_that_is_refused_stands_below_its_error() -> None:
    refused = REPORT._replace(problems=("p.yaml:9: p: ERROR: no\n | a.b\n | .^",), cases=(), coverage=())
    assert list(lines(refused))[:3] == ["p.yaml:9: p: ERROR: no", "   | a.b", "   | .^"]


def test_what_passed_is_listed_if_everything_is_asked_for() -> None:
    assert "t.yaml:3: t: Pod probe: accepted, as expected" in list(lines(REPORT, everything=True))
