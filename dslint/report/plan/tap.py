"""TAP of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import PlanReport
from dslint.report import tap
from dslint.report.plan import endings
from dslint.report.plan.cases import suites


def lines(report: PlanReport) -> Iterator[str]:
    found = [suite._replace(properties=tuple(_told(suite.properties))) for suite in suites(report)]
    return tap.lines(found, endings.lines(report))


def _told(properties: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Without the versions, which stand in the names of the suites."""
    return ((name, value) for name, value in properties if name != "kubernetesVersions")
