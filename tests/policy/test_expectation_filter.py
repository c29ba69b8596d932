from __future__ import annotations

from datetime import date

import pytest

from dslint.findings import Finding, ObjectRef, Origin, Severity, Silenced, Silencer
from dslint.own_files.configuration.ignores import Ignore
from dslint.planning.verdicts import judged
from dslint.plans import Expectation, InventorySummary, Level, Plan, WorkloadPlan
from dslint.policy.expectation_filter import filtered_plan
from dslint.policy.report_filter import ReportFilter, Selection

AGENT = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")
FAILED = Expectation("runs-somewhere", passed=False, message="no node", workload="logging/agent", code="DS811")
MET = FAILED._replace(passed=True)
PLAN = judged(Plan("1.36", InventorySummary("two", 2, 0), (WorkloadPlan(AGENT),), expectations=(FAILED, MET)))
ALL = Selection((), ())
TODAY = date(2027, 1, 31)


def choice(selection: Selection = ALL, **severities: Severity) -> ReportFilter:
    return ReportFilter(selection, severities, file=".dslint.yaml")


def test_a_plan_stays_as_it_is_where_the_configuration_has_nothing_to_do_with_it() -> None:
    assert filtered_plan(PLAN, choice(), (), None) == PLAN


def test_what_is_met_is_not_silenced() -> None:
    plan = filtered_plan(PLAN, choice(Selection((), ("DS8",))), (), None)
    assert [one.silenced for one in plan.expectations] == [".dslint.yaml", ""]
    assert plan.silenced == (Silenced(Silencer.CONFIGURATION, ".dslint.yaml", 1),)


def test_the_verdict_follows_what_is_not_silenced() -> None:
    assert PLAN.verdict is not None
    assert (PLAN.verdict.level, PLAN.verdict.reason) == (Level.AT_RISK, "logging/agent no node")
    for chosen, level in (
        (choice(Selection((), ("DS811",))), Level.SAFE),
        (choice(DS811=Severity.WARNING), Level.AT_RISK),
        (choice(DS811=Severity.INFO), Level.SAFE),
    ):
        plan = filtered_plan(PLAN, chosen, (), None)
        assert plan.verdict is not None
        assert plan.verdict.level is level
        assert plan.workloads[0].verdict is not None
        assert plan.workloads[0].verdict.level is level


@pytest.mark.parametrize(("severity", "counted"), [(Severity.INFO, 1), (Severity.ERROR, 0)])
def test_only_a_lower_severity_is_counted(severity: Severity, counted: int) -> None:
    plan = filtered_plan(PLAN, choice(DS811=severity), (), None)
    assert sum(one.number for one in plan.silenced) == counted


@pytest.mark.parametrize(
    ("ignore", "silenced"),
    [
        (Ignore(("DS811",), file=".dslint.yaml"), True),
        (Ignore(("DS811",), namespaces=("log*",), file=".dslint.yaml"), True),
        (Ignore(("DS811",), namespaces=("other",), file=".dslint.yaml"), False),
        (Ignore(("DS811",), paths=("ds.yaml",), file=".dslint.yaml"), True),
        (Ignore(("DS811",), containers=("agent",), file=".dslint.yaml"), False),
        (Ignore(("DS811",), until="2027-01-31", file=".dslint.yaml"), True),
        (Ignore(("DS811",), until="2027-01-30", file=".dslint.yaml"), False),
    ],
)
def test_an_entry_of_ignores_silences_what_it_covers(ignore: Ignore, silenced: bool) -> None:
    plan = filtered_plan(PLAN, choice(), (ignore,), "ds.yaml", today=TODAY)
    assert bool(plan.silenced) is silenced
    assert plan.expectations[0].fails is not silenced


def test_an_entry_that_has_expired_is_told_beside_what_it_no_longer_silences() -> None:
    expired = Ignore(("DS811",), until="2027-01-30", file=".dslint.yaml")
    assert [finding.code for finding in filtered_plan(PLAN, choice(), (expired,), None, today=TODAY).findings] == [
        "DS811",
        "DS903",
    ]


REMOVED = Finding("DS820", "manifest-removed", Severity.WARNING, Origin.POLICY, "gone", AGENT, "", (), None, None)


@pytest.mark.parametrize(
    ("options", "left", "counted"),
    [
        ((choice(), ()), ["warning"], 0),
        ((choice(Selection((), ("DS82",))), ()), [], 1),
        ((choice(), (Ignore(("DS820",), namespaces=("log*",), file=".dslint.yaml"),)), [], 1),
        ((choice(DS820=Severity.ERROR), ()), ["error"], 0),
        ((choice(DS820=Severity.INFO), ()), ["info"], 1),
    ],
)
def test_findings_are_silenced_and_changed_as_expectations_are(options, left, counted) -> None:
    plan = filtered_plan(PLAN._replace(expectations=(), findings=(REMOVED,)), *options, None, today=TODAY)
    assert [finding.severity.value for finding in plan.findings] == left
    assert sum(one.number for one in plan.silenced) == counted
