from __future__ import annotations

from dslint.report.lint import tap
from tests.golden.story import BLIND, CLEAN, MISMATCH, REPORT


def test_each_finding_is_a_test_point_and_only_errors_fail() -> None:
    lines = list(tap.lines(CLEAN._replace(findings=(MISMATCH, BLIND))))
    points = [line for line in lines if line.startswith(("ok", "not ok"))]
    assert points == [
        "ok 1 - a.yaml: checked",
        "not ok 2 - deploy/agent.yaml: DS231 selector-mismatch at 13:9",
        "ok 3 - deploy/agent.yaml: DS590 blind-rollout at 20:79",
    ]
    assert lines[-1] == "# 1 error, 1 info in 2 objects of 1 file (Kubernetes 1.36)"


def test_what_was_not_checked_is_a_comment_once() -> None:
    lines = list(tap.lines(REPORT))
    assert lines.count("# skipped other kinds: 2 Service, 1 Role") == 1
    assert sum("permission denied" in line for line in lines if line[:1] == "#") == 1
