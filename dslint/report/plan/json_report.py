"""The plan as JSON, by schemas/plan.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dslint.plans import PlanReport


def lines(report: PlanReport) -> Iterator[str]:
    yield json.dumps(report.to_dict(), indent=2, ensure_ascii=False)
