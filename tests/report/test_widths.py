"""Reports for people fit terminals of every width: only words that cannot be broken go beyond it."""

from __future__ import annotations

import re

import pytest

from dslint.report.lint import text as lint_text
from dslint.report.plan import text as plan_text
from dslint.report.terminal import Terminal, cells
from tests.golden import plan_story, plan_verdict_story, story

WIDTHS = range(60, 201, 4)
OF_EXPRESSIONS = "   | "
"""What begins the lines of an expression, below which a mark stands."""

PLANS = [plan_story.REPORT, plan_story.SEVERAL, plan_verdict_story.REPORT]


def too_wide(lines: list[str], width: int) -> list[str]:
    """The lines beyond the width that could be broken: without the word at their end they are not empty and fit."""
    beyond = [line for line in lines if cells(line) > width and not line.startswith(OF_EXPRESSIONS)]
    return [line for line in beyond if max(map(cells, line.split())) < width - 12]


@pytest.mark.parametrize("width", WIDTHS)
def test_findings_fit_the_terminal(width: int) -> None:
    assert too_wide([*lint_text.lines(story.REPORT, Terminal(width=width, verbose=True))], width) == []
    assert too_wide([*lint_text.lines(story.REPORT, Terminal(width=width))], width) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("report", PLANS, ids=["story", "several versions", "verdicts"])
def test_plans_fit_the_terminal(report: plan_story.PlanReport, width: int) -> None:
    for everything in (False, True):
        assert too_wide([*plan_text.lines(report, Terminal(width=width), everything=everything)], width) == []


def test_a_wide_terminal_needs_no_more_lines_than_a_narrow_one() -> None:
    counts = [len([*lint_text.lines(story.REPORT, Terminal(width=width, verbose=True))]) for width in WIDTHS]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_what_is_read_by_programs_too_keeps_each_message_in_one_line() -> None:
    lines = [*lint_text.lines(story.REPORT, Terminal(width=60, verbose=True, unbroken=True))]
    assert any(line.endswith("`selector` does not match template `labels`") for line in lines)
    assert re.fullmatch(r"8 errors.* lets 3 errors pass", lines[-1])
