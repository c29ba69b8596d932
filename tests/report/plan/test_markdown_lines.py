"""A finding of a plan in a comment."""

from __future__ import annotations

from dslint.findings import Severity
from dslint.report.plan.markdown_lines import finding_line
from tests.golden.plan_verdict_story import LOST


def test_a_finding_has_its_mark_place_and_cure() -> None:
    assert finding_line(LOST) == (
        "❌ error \\[DS816\\] 6 of 28 nodes lose logging/agent (new.yaml:22)"
        "<br>help: tolerate the taint, or allow it with --allow-removal"
    )
    assert finding_line(LOST._replace(help=None, severity=Severity.WARNING)).startswith("⚠️ warning")
