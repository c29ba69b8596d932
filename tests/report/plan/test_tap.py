from __future__ import annotations

from dslint.report.plan import tap
from dslint.report.plan.cases import suites
from tests.golden.plan_story import REPORT


def test_each_case_of_a_plan_is_a_test_point_and_the_verdict_a_comment() -> None:
    lines = list(tap.lines(REPORT))
    number = sum(len(suite.cases) for suite in suites(REPORT))
    assert lines[:2] == ["TAP version 14", f"1..{number}"]
    assert sum(line.startswith(("ok ", "not ok ")) for line in lines) == number
    assert "# DaemonSet logging/agent (Kubernetes 1.36): verdict: blocked" in lines
    assert lines[-1].startswith("# REJECTED: the API server rejects default/broken")
    assert not any("kubernetesVersions" in line for line in lines)
