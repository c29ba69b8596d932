from __future__ import annotations

from dslint.report.plan import concise
from dslint.report.plan.plan_findings import findings_of
from dslint.report.terminal import Terminal
from tests.golden.plan_story import REPORT


def test_each_finding_is_a_line_and_the_last_one_has_the_verdict() -> None:
    lines = list(concise.lines(REPORT, Terminal()))
    found = findings_of(REPORT).findings
    assert "ds.yaml:31: error DS231 selector-mismatch: no-removal: 45 nodes lose the pod" in [
        line.replace(":31:1:", ":31:") for line in lines
    ]
    assert [line for line in lines[len(found) :] if ": error DS" in line] == []
    assert lines[-1].startswith("REJECTED: the API server rejects default/broken")
