"""Counts and JSON of a run."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from dslint.kubernetes.release import Release
from dslint.policy_tests.file import Case, Expected
from dslint.policy_tests.results import CaseResult, PolicyTestReport, ValidationCoverage
from dslint.policy_tests.run import run_tests
from dslint.policy_tests.search import tests_in as found_in
from tests.cel import NEEDS_CEL
from tests.policy_tests.folders import written

pytestmark = NEEDS_CEL

CASE = Case("agent", Expected.DENIED, "t.yaml:3")


def test_a_case_that_could_not_be_checked_has_not_failed() -> None:
    failed = CaseResult("t", CASE, "DaemonSet agent", passed=False, answer="accepted")
    unchecked = failed._replace(unchecked="depends on the user")
    report = PolicyTestReport("1.36", (failed, unchecked), problems=("refused",))
    assert (report.failures, report.unchecked) == (2, 1)


def test_a_gap_says_what_never_happened() -> None:
    covered = ValidationCoverage("p", 0, "true", "", 1, 1)
    found = [covered._replace(passed=passed, failed=failed).gap for passed, failed in ((1, 1), (1, 0), (0, 1), (0, 0))]
    assert found == ["", "never failed", "never passed", "never evaluated"]


def test_the_json_is_as_its_schema_says(tmp_path: Path) -> None:
    cases = "- {resource: agent, pods: true, expect: denied}\n- {resource: probe, expect: denied}\n"
    report = run_tests(found_in([written(tmp_path, cases)]), Release.of("1.36")).to_dict()
    schema = json.loads((schemas_folder() / "policy-test-report.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(report)) == []
    assert report["summary"] == {
        "cases": 2,
        "passed": 1,
        "failed": 1,
        "unchecked": 0,
        "validations": 3,
        "uncovered": 2,
        "leftOut": 0,
    }
    assert report["cases"][0]["line"] == 7
