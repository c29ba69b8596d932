"""A finding of a plan in one line of Markdown."""

from __future__ import annotations

from dslint.findings import Finding
from dslint.report.markdown import MARK, escaped
from dslint.report.plan import plan_ending


def finding_line(finding: Finding) -> str:
    """A finding with its mark, its place and its cure."""
    cure = f"<br>help: {escaped(finding.help)}" if finding.help else ""
    return f"{MARK[finding.severity]} {escaped(plan_ending.sentence(finding))}{cure}"
