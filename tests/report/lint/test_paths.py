from __future__ import annotations

from dslint.findings import Note, RelatedPlace, Span
from dslint.report.lint.paths import with_paths
from tests.golden.story import CLEAN, MISMATCH, WITHOUT_TEXT


def test_every_file_of_a_report_has_its_new_name() -> None:
    elsewhere = RelatedPlace("the policy", Span(1, 1, 1, 2), "policy.yaml")
    report = CLEAN._replace(
        findings=(MISMATCH._replace(related=(elsewhere, *MISMATCH.related)), WITHOUT_TEXT),
        skipped=(Note("s.yaml", 1, "no"),),
        unreadable=(Note("u.yaml", None, "no"),),
    )
    found = with_paths(report, "sub/{}".format)
    assert [finding.file for finding in found.findings] == ["sub/deploy/agent.yaml", None]
    assert [place.file for place in found.findings[0].related] == ["sub/policy.yaml", None]
    assert [note.file for note in (*found.skipped, *found.unreadable)] == ["sub/s.yaml", "sub/u.yaml"]
    assert list(found.sources) == ["sub/a.yaml"]
    assert with_paths(report, str) == report
