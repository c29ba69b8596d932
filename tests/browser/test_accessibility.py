"""axe-core finds nothing on the pages of the stories, which have all that is awkward, with all that they fold opened.

test_plan_page.py asks it about the plans of the examples.
"""

from __future__ import annotations

import pytest

from dslint.findings import LintReport
from dslint.plans import PlanReport
from dslint.report.lint import html as lint_page
from dslint.report.plan import html as plan_page
from tests.browser.visits import DARK_PHONE, WIDE, Look, Visit, accessibility_faults
from tests.golden import plan_story, story

# One explanation of a rule stands for all: axe takes seconds for each.
OPEN = "for (const one of document.querySelectorAll('details:not(.rule ~ .rule)')) one.open = true"


@pytest.mark.parametrize(
    ("report", "look"),
    [
        (story.REPORT, WIDE),
        (story.REPORT, DARK_PHONE),
        (plan_story.REPORT, DARK_PHONE),
    ],
    ids=["lint", "lint on a dark phone", "plans on a dark phone"],
)
def test_axe_finds_nothing(visit: Visit, report: LintReport | PlanReport, look: Look) -> None:
    lines = lint_page.lines(report) if isinstance(report, LintReport) else plan_page.lines(report)
    page = visit("\n".join(lines), look)
    page.evaluate(OPEN)
    assert accessibility_faults(page, least="minor") == []
