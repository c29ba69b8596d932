"""JSON Lines: a workload, an expectation, a finding or the rest of a plan on each line.

schemas/plan-lines.schema.json describes a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dslint.findings import json_form
from dslint.plans import Plan, PlanReport
from dslint.report.lint.json_lines import line

KINDS = {
    "workloads": "WorkloadPlan",
    "expectations": "Expectation",
    "findings": "Finding",
    "staticPods": "StaticPodPlan",
}
"""The lists of a plan whose items are lines of their own, and the kinds of these lines."""


def lines(report: PlanReport) -> Iterator[str]:
    """The line of a plan comes after those of its parts."""
    for versions, plan in report.merged():
        yield from _plan(plan, versions)
    comparison = report.comparison()
    if report.is_fleet or comparison is not None:
        yield line("PlanListSummary", _list(report))


def _plan(plan: Plan, versions: tuple[str, ...]) -> Iterator[str]:
    about: dict[str, Any] = {"cluster": plan.cluster} if plan.cluster else {}
    about["kubernetesVersions"] = list(versions)
    document: dict[str, Any] = {
        key: value for key, value in plan.to_dict().items() if key not in ("apiVersion", "kind")
    }
    for key, kind in KINDS.items():
        yield from (line(kind, {**about, **item}) for item in document.pop(key, []))
    yield line("PlanSummary", {**document, "kubernetesVersions": list(versions)})


def _list(report: PlanReport) -> dict[str, Any]:
    comparison = report.comparison()
    return {
        "kubernetesVersions": list(report.kubernetes_versions),
        **({"comparison": json_form(comparison)} if comparison is not None else {}),
        **({"failures": json_form(report.failures)} if report.failures else {}),
    }
