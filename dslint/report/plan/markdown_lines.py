"""Pieces of Markdown: escaped names, folded parts, findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Finding, Severity
from dslint.report.escapes import visible
from dslint.report.plan import plan_ending

_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "\\|", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]",
    "#": "\\#", "@": "&#64;", "\n": " ",
})  # fmt: skip


def escaped(text: str) -> str:
    """Names in a manifest can be anything: none becomes markup or mentions a user."""
    return visible(text).translate(_ESCAPES)


def folded(summary: str, body: Sequence[str]) -> Iterator[str]:
    """A part that readers open; nothing if it is empty."""
    if body:
        yield from (f"<details><summary>{summary}</summary>", "", *body, "", "</details>", "")


MARK = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}


def finding_line(finding: Finding) -> str:
    """A finding with its mark, its place and its cure."""
    cure = f"<br>help: {escaped(finding.help)}" if finding.help else ""
    return f"{MARK[finding.severity]} {escaped(plan_ending.sentence(finding))}{cure}"
