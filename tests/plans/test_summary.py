"""Findings of plans that come by the thousand are summed up, and what plans have in common stays so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import dslint as api
from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.plans import InventorySummary, Level, Plan, PlanReport, Verdict, WhatIf, WorkloadPlan
from dslint.plans.summary import summed_up
from tests.planning.nodes import daemonset, node

AGENT, OTHER = (ObjectRef("apps/v1", "DaemonSet", "default", name) for name in ("agent", "other"))


def finding(number: int, code: str = "DS202", about: ObjectRef = AGENT) -> Finding:
    path = ("metadata", "labels", f"-{number}")
    return Finding(code, "", Severity.ERROR, Origin.API_SERVER, f"label {number}", about, "", path, None, None)


def plan(version: str, findings: Sequence[Finding], what_if: Plan | None = None) -> Plan:
    rejected = tuple(one for one in findings if one.code == "DS202")
    return Plan(
        version,
        InventorySummary("", 1, 0),
        (WorkloadPlan(AGENT, rejected=rejected),),
        findings=tuple(findings),
        grounds=tuple(Verdict(Level.REJECTED, one.message) for one in findings),
        what_if=what_if and WhatIf((), what_if, ()),
    ).with_verdicts()


def told(found: Sequence[Finding]) -> list[tuple[str, int]]:
    return [(one.message, one.more) for one in found]


FEW = [(f"label {number}", 0) for number in range(19)]


def test_the_twentieth_stands_for_the_others_with_its_ground() -> None:
    (shown,) = summed_up(PlanReport((plan("1.36", [finding(number) for number in range(50)]),))).plans
    assert told(shown.findings) == told(shown.workloads[0].rejected) == [*FEW, ("label 19", 30)]
    assert [one.reason for one in shown.grounds] == [one.message for one in shown.findings]
    assert shown.verdict == Verdict(Level.REJECTED, "label 0")


def test_of_a_kind_are_those_of_one_rule_and_one_object() -> None:
    kinds = [(code, ref) for code in ("DS202", "DS810") for ref in (AGENT, OTHER)]
    found = [finding(number, *kind) for number in range(20) for kind in kinds]
    report = PlanReport((plan("1.36", found),))
    assert summed_up(report) == report


def test_what_only_some_versions_have_is_not_mixed_with_what_all_have() -> None:
    old, new = ([finding(number) for number in numbers] for numbers in (range(50), range(25, 80)))
    report = summed_up(PlanReport((plan("1.35", old), plan("1.36", new))))
    comparison = report.comparison()
    assert comparison is not None
    only = [(one.finding.message, one.finding.more, one.versions) for one in comparison.findings]
    assert only == [
        *((f"label {number}", 5 if number == 19 else 0, ("1.35",)) for number in range(20)),
        *((f"label {number}", 10 if number == 69 else 0, ("1.36",)) for number in range(50, 70)),
    ]
    assert [sum(one.total for one in each.findings) for each in report.plans] == [50, 55]
    assert comparison.workloads[0].rejected[0][19] == "label 19 (and 5 more like it)"


def test_plans_that_differ_in_what_is_not_told_stay_apart() -> None:
    old, new = ([finding(number) for number in (*range(40), last)] for last in (40, 41))
    assert len(summed_up(PlanReport((plan("1.35", old), plan("1.36", old)))).merged()) == 1
    assert len(summed_up(PlanReport((plan("1.35", old), plan("1.36", new)))).merged()) == 2


def test_the_plan_of_a_what_if_is_summed_up_too() -> None:
    found = [finding(number) for number in range(50)]
    (shown,) = summed_up(PlanReport((plan("1.36", [], plan("1.36", found)),))).plans
    assert shown.what_if is not None
    assert told(shown.what_if.plan.findings) == [*FEW, ("label 19", 30)]


def test_python_tells_each_if_asked_to() -> None:
    rejected = daemonset() | {"metadata": {"name": "agent", "labels": {f"-{number}": "x" for number in range(50)}}}
    numbers = Counter(
        {fold: len(api.plan(rejected, inventory=node("n"), fold=fold).findings) for fold in (True, False)}
    )
    assert numbers == {True: 20, False: 50}
    fleet = api.plan_fleet(rejected, inventories={"a": node("n"), "b": node("n")})
    assert [sum(one.total for one in each.findings) for each in fleet.plans] == [50, 50]
    assert [len(each.findings) for each in fleet.plans] == [20, 20]
