"""What an editor shows of the findings under the cursor: what is wrong, and the pages of their rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from dslint.findings import Finding, LintReport
from dslint.report import rule_page
from dslint.report.markdown import MARK, escaped
from dslint.server import diagnostics
from dslint.server.analyses import Analysis

if TYPE_CHECKING:
    from dslint.policy.rule_page import Page

MOST_PAGES = 3
"""The most rules whose pages are shown at once."""

_HEADING = re.compile(r"#+ (.*)")


def findings_at(analysis: Analysis, position: types.Position) -> list[Finding]:
    """The findings under the cursor, those of the narrowest places first."""
    ranges = [(analysis.text.positions.range(finding.span), finding) for finding in analysis.findings]
    found = [(where, finding) for where, finding in ranges if _holds(where, position)]
    return [finding for _, finding in sorted(found, key=lambda one: _size(one[0]))]


def _holds(where: types.Range, position: types.Position) -> bool:
    start, end = (where.start.line, where.start.character), (where.end.line, where.end.character)
    return start <= (position.line, position.character) <= end


def _size(where: types.Range) -> tuple[int, int]:
    return where.end.line - where.start.line, where.end.character - where.start.character


def markdown(findings: Iterable[Finding], report: LintReport, pages: Iterable[Page]) -> str:
    """What is wrong with the place, then why; a rule is explained once."""
    parts = [
        f"{MARK[finding.severity]} **{finding.code} {escaped(finding.name)}**  \n"
        + "  \n".join(escaped(line) for line in diagnostics.message(finding, report).split("\n"))
        for finding in findings
    ]
    shown = list(pages)
    return "\n\n---\n\n".join([*parts, *("\n".join(_explained(page, titled=len(shown) > 1)) for page in shown)])


def _explained(page: Page, *, titled: bool) -> Iterator[str]:
    """The page with headings as small as a hover needs; its title only where there are several."""
    fenced = False
    lines = rule_page.markdown(page).rstrip("\n").split("\n")
    for line in lines if titled else lines[2:]:
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.fullmatch(line)
        yield f"**{heading[1]}**" if heading else line
