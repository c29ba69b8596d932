"""The plan as JSON; schemas/plan.schema.json describes it."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import PlanReport
from dslint.report.escapes import json_text


def lines(report: PlanReport) -> Iterator[str]:
    yield json_text(report.to_dict())
