"""What formats of one line for each finding say in the end: what was not read or planned, remarks, and the totals."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import PlanReport
from dslint.report.escapes import visible
from dslint.report.plan import plan_ending, sums
from dslint.report.wording import skipped_notes, where


def lines(report: PlanReport) -> Iterator[str]:
    """The totals are a line for each plan that differs from the others, with its versions."""
    first = report.plans[0]
    yield from skipped_notes(first.skipped)
    for note in first.unreadable:
        yield visible(f"not read: {where(note)}: {note.message}")
    for failure in report.failures:
        yield visible(f"not planned: {failure}")
    yield from map(visible, dict.fromkeys(one for plan in report.plans for one in plan_ending.remarks(plan)))
    merged = report.merged()
    for versions, plan in merged:
        cluster = f"{plan.cluster}: " if plan.cluster else ""
        only = f"Kubernetes {', '.join(versions)}: " if len(merged) > 1 and not cluster else ""
        yield visible(f"{cluster}{only}{sums.last_line(plan)}")
