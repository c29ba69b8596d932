from __future__ import annotations

from dslint.report.plan.paths import with_paths
from tests.golden.plan_story import PLAN, REPORT


def test_every_file_that_findings_show_has_its_new_name() -> None:
    (found,) = with_paths(REPORT, "sub/{}".format).plans
    assert {finding.file for finding in found.findings if finding.file} >= {"sub/ds.yaml", "sub/broken.yaml"}
    assert {one.file for workload in found.workloads for one in workload.rejected} >= {"sub/broken.yaml"}
    assert [str(expectation.source) for expectation in found.expectations] == ["sub/ds.yaml:31", "None", "None", "None"]
    assert [note.file for note in found.skipped] == ["sub/ds.yaml"]
    assert with_paths(REPORT, str).plans == (PLAN,)
