"""A plan in one format, as it is written."""

from __future__ import annotations

from dslint.cli.reports import form_of
from dslint.plans import PlanReport
from dslint.report.escapes import harmless
from dslint.report.plan.formats import FORMATS, FormatOptions
from dslint.report.terminal import Terminal
from tests.golden.plan_story import REPORT
from tests.report.validated import errors_of


def rendered(
    name: str, report: PlanReport = REPORT, terminal: Terminal | None = None, wishes: FormatOptions | None = None
) -> str:
    """As it is written, and valid: no format is without what guards the output."""
    shown = terminal or Terminal(width=100)
    lines = FORMATS[name](report, shown, wishes or FormatOptions())
    text = "".join(f"{harmless(line, form_of(name), styled=shown.styled)}\n" for line in lines)
    assert errors_of(text) == []
    return text
