"""What the cases have seen of each validation."""

from __future__ import annotations

from pathlib import Path

from dslint.kubernetes.release import Release
from dslint.policy_tests.run import run_tests
from dslint.policy_tests.search import tests_in as found_in
from tests.cel import NEEDS_CEL
from tests.policy_tests.folders import written

pytestmark = NEEDS_CEL


def test_each_validation_is_counted_where_its_policy_is_asked(tmp_path: Path) -> None:
    cases = "- {resource: Pod/probe, expect: accepted}\n- {resource: agent, pods: true, expect: denied}\n"
    report = run_tests(found_in([written(tmp_path, cases)]), Release.of("1.36"))
    assert [(one.policy, one.number, one.passed, one.failed, one.gap) for one in report.coverage] == [
        ("labelled", 0, 0, 0, "never evaluated"),
        ("no-host-network", 0, 1, 1, ""),
        ("no-host-network", 1, 2, 0, "never failed"),
    ]
    assert report.coverage[1].place == f"{tmp_path / 'policies.yaml'}:9"


def test_a_validation_that_always_fails_has_never_passed(tmp_path: Path) -> None:
    report = run_tests(found_in([written(tmp_path, "- {resource: agent, expect: warned}\n")]), Release.of("1.36"))
    assert [one.gap for one in report.coverage if one.policy == "labelled"] == ["never passed"]
