"""The first and the last line of a plan."""

from __future__ import annotations

import pytest

from dslint.findings import Note, Origin, Severity
from dslint.plans import Decider, Expectation, Level, PlanReport, Reason, State, Verdict, WorkloadPlan
from dslint.report.plan import sums
from tests.report.plan.test_wording import DOWN, group, plan, rejected_by, rollout, workload

LONG = 'pods "agent-" is forbidden: violates PodSecurity "restricted:latest": ' + ", ".join(
    f'privileged (container "agent-{number}" must not set securityContext.privileged=true)' for number in range(4)
)
REFUSED = Reason("PodSecurity", Decider.API_SERVER, LONG)


@pytest.mark.parametrize("level", Level)
def test_the_verdict_is_its_level_and_its_reason(level: Level) -> None:
    shown = {Level.AT_RISK: "AT RISK"}.get(level, level.value.upper())
    found = plan(workload(), verdict=Verdict(level, "45 of 190 nodes lose logging/agent"))
    assert sums.headline(found) == f"{shown}: 45 of 190 nodes lose logging/agent"
    assert sums.headline(plan()) == ""


def test_a_long_refusal_is_left_to_the_group_that_says_it_in_full() -> None:
    refused = workload(group(State.EXCLUDED, 9, reasons=(REFUSED,)))
    found = plan(refused, verdict=Verdict(Level.OUTAGE, f"the API server rejects the pods of logging/agent: {LONG}"))
    assert sums.headline(found) == "OUTAGE: the API server rejects the pods of logging/agent"
    assert sums.last_line(found) == (
        "OUTAGE: the API server rejects the pods of logging/agent; 1 workload: running 0, not scheduled 9"
    )
    short = found._replace(verdict=Verdict(Level.OUTAGE, "logging/agent: no PriorityClass with name high was found"))
    assert sums.headline(short) == "OUTAGE: logging/agent: no PriorityClass with name high was found"


@pytest.mark.parametrize(
    ("text", "room", "said"),
    [
        ("rollout of agent: stuck", 23, "rollout of agent: stuck"),
        ("rollout of agent: stuck", 22, "rollout of agent"),
        ("agent: 5 of 14 nodes (spot: 5) lose it: the taint", 40, "agent: 5 of 14 nodes (spot: 5) lose it"),
        ("rollout of agent: 1 node takes the whole budget", 40, "rollout of agent: 1 node takes the …"),
        ("rollout of agent: 1 node, which is dead, takes it", 45, "rollout of agent: 1 node, which is dead …"),
        ("agent: 5 nodes lose it (spot-1, spot-2, spot-3)", 44, "agent: 5 nodes lose it …"),
        ("the API server rejects kube-system/a: apiVersion: no matches", 46, "the API server rejects kube-system/a"),
        ("the API server rejects a: spec: no matches for it", 40, "the API server rejects a"),
        ("indivisible", 5, "indiv …"),
        ("", 1, ""),
    ],
)
def test_a_text_is_cut_at_its_colons_but_never_to_a_name(text: str, room: int, said: str) -> None:
    assert sums.brief(text, room) == said


def test_failures_that_findings_tell_do_not_count_twice() -> None:
    failed = Expectation("fits", passed=False, message="too small", workload="logging/agent", code="DS815")
    finding = rejected_by(Origin.POLICY)._replace(code="DS815")
    assert sums.failures(plan(expectations=(failed,), findings=(finding,))) == "1 error"
    assert sums.failures(plan(expectations=(failed,))) == "1 of 1 expectation failed"


def test_inputs_that_were_not_read_are_said_beside_the_verdict() -> None:
    safe = Verdict(Level.SAFE, "logging/agent runs on 9 nodes")
    found = plan(workload(), verdict=safe, unreadable=(Note("bad.yaml", 3, "is written in UTF-16"),))
    assert sums.headline(found) == "SAFE: logging/agent runs on 9 nodes; 1 input not read"
    assert sums.last_line(found).startswith("SAFE: logging/agent runs on 9 nodes; 1 input not read; ")


def test_nodes_that_are_not_ready_count_as_waiting() -> None:
    found = plan(workload(group(State.BOUND, 4), group(State.BOUND, 2, notes=(DOWN,))))
    assert sums.totals_line(found) == "1 workload: running 4, waiting 2"


def test_the_last_line_has_the_verdict_what_failed_and_the_sums() -> None:
    failed = Expectation("a", passed=False, message="")
    found = plan(workload(group(State.BOUND, 9), rollout=rollout(replaced=9)))._replace(
        verdict=Verdict(Level.AT_RISK, "5 of 14 nodes lose logging/agent"),
        expectations=(failed, failed._replace(passed=True)),
        findings=(rejected_by(Origin.POLICY), rejected_by(Origin.POLICY)._replace(severity=Severity.WARNING)),
    )
    assert sums.last_line(found) == (
        "AT RISK: 5 of 14 nodes lose logging/agent; 1 of 2 expectations failed, 1 error, 1 warning;"
        " 1 workload: running 9; 0 to add, 9 to replace, 0 to remove"
    )


@pytest.mark.parametrize(
    ("workloads", "text"),
    [
        ([], "0 workloads: running 0"),
        ([workload(group(State.PENDING, 2))], "1 workload: running 0, pending 2"),
        (
            [
                workload(group(State.BOUND, 3), group(State.EXCLUDED, 1)),
                workload(rejected=(rejected_by(Origin.SCHEMA),)),
            ],
            "2 workloads: rejected 1, running 3, not scheduled 1",
        ),
        (
            [workload(group(State.BOUND, 1), group(State.BOUND, 3, never_ready=True))],
            "1 workload: running 1, never ready 3",
        ),
        (
            [workload(rollout=rollout(replaced=2)), workload(rollout=rollout(removed=1, added=4)), workload()],
            "3 workloads: running 0; 4 to add, 2 to replace, 1 to remove",
        ),
    ],
)
def test_totals_are_over_all_workloads(workloads: list[WorkloadPlan], text: str) -> None:
    assert sums.totals_line(plan(*workloads)) == text


def test_versions_are_named_where_their_plans_differ() -> None:
    bound, pending = workload(group(State.BOUND, 1)), workload(group(State.PENDING, 1))
    assert sums.summary(PlanReport((plan(bound, version="1.35"), plan(bound)))) == "1 workload: running 1"
    assert sums.summary(PlanReport((plan(bound, version="1.35"), plan(pending)))) == (
        "Kubernetes 1.35: 1 workload: running 1; Kubernetes 1.36: 1 workload: running 0, pending 1"
    )


def test_a_plan_of_nothing_is_not_called_safe() -> None:
    assert sums.headline(plan(verdict=Verdict(Level.SAFE, "no workload is planned"))) == "NOTHING PLANNED"
    assert sums.last_line(plan(verdict=Verdict(Level.SAFE, ""))).startswith("NOTHING PLANNED; 0 workloads")
