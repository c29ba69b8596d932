"""A plan for people at a prompt."""

from __future__ import annotations

import re

import pytest

from dslint.plans import InventorySummary, Level, Placement, Plan, PlanReport, State, Verdict, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.plan.formats import FormatOptions
from dslint.report.terminal import Terminal
from tests.golden.compare import agrees
from tests.golden.plan_story import AGENT, REPORT, untolerated
from tests.golden.plan_verdict_story import REPORT as VERDICT_REPORT
from tests.report.plan.rendering import rendered

COLOUR = re.compile(r"\033\[[\d;]+m")


def test_a_narrow_terminal_breaks_lines_between_words(accept: bool) -> None:
    text = rendered("text", terminal=Terminal(width=60))
    agrees(text, "plan/text-60.txt", accept=accept)
    # The matrix of --explain keeps its columns, and headings and sums their one line.
    assert sum(len(line) > 60 for line in text.splitlines()) <= 13


def test_all_names_every_node(accept: bool) -> None:
    text = rendered("text", wishes=FormatOptions(everything=True))
    agrees(text, "plan/text-all.txt", accept=accept)
    names = [name for place in REPORT.plans[0].inventory.places for name in place.nodes]
    shown = [visible(name).replace("##[", r"\x23#[") for name in names]
    assert [name for name in shown if name not in text] == []


def test_colours_change_nothing_but_colours() -> None:
    coloured = rendered("text", terminal=Terminal(colour=True, width=100))
    assert coloured != rendered("text")
    assert COLOUR.sub("", coloured) == rendered("text")


def test_the_verdict_is_the_first_line_and_the_last_one_repeats_it_with_the_sums() -> None:
    first, *_, last = rendered("text", VERDICT_REPORT, Terminal(unbroken=True)).splitlines()
    assert first == "AT RISK: 6 of 28 nodes lose logging/agent"
    assert last == (
        "AT RISK: 6 of 28 nodes lose logging/agent; 1 of 3 expectations failed, 1 error; 5 workloads: running 106,"
        " never ready 1, pending 1, to be removed 6, not scheduled 25; 0 to add, 22 to replace, 6 to remove"
    )


def test_what_changes_comes_before_what_does_not() -> None:
    lines = rendered("text", VERDICT_REPORT).splitlines()
    order = [
        "Static pods",
        "DaemonSet logging/agent: update, runs on 20 of 29 nodes, never ready on 1, pending on 1, will be",
        "3 DaemonSets placed alike: new, runs on 22 of 29 nodes, not scheduled on 6",
        "DaemonSet logging/quiet: unchanged, runs on 20 of 29 nodes, not scheduled on 6",
        "= 2 static pods unchanged: kube-system/etcd, kube-system/scheduler (--all)",
        "What if: dead general-01",
        "Expectations: 2 met, 1 failed",
        "Assumed, not declared:",
    ]
    assert [line for line in lines if line in order] == order


def test_a_rollout_that_stalls_is_said_once_beside_the_verdict() -> None:
    blocked = REPORT.plans[0].workloads[0].rollout.blocked.message
    plan = REPORT.plans[0]._replace(
        what_if=None, findings=(), verdict=Verdict(Level.BLOCKED, f"logging/agent: {blocked}")
    )
    report = PlanReport((plan,))
    text = rendered("text", report, Terminal(width=200))
    assert text.count("BLOCKED") == 2
    assert text.count(f"! blocked: {blocked}") == 1


def test_with_all_what_does_not_change_has_its_reasons() -> None:
    text = rendered("text", VERDICT_REPORT, wishes=FormatOptions(everything=True))
    assert "(--all)" not in text
    assert "= not scheduled, unchanged   1  nodeSelector kubernetes.io/os=linux, node has windows" in text
    assert "kube-system/etcd, kube-system/scheduler each on 3 nodes" in text


@pytest.mark.parametrize(("count", "shown"), [(12, 12), (13, 11)])
def test_more_than_twelve_groups_are_summed_up(count: int, shown: int) -> None:
    groups = tuple(Placement(State.EXCLUDED, (f"n{index}",), (untolerated(f"t{index}"),)) for index in range(count))
    plan = Plan("1.36", InventorySummary("", count, 0), (WorkloadPlan(AGENT, placement=groups),))
    text = rendered("text", PlanReport((plan,)))
    assert text.count("untolerated taint t") == shown
    assert ("2 more groups with 2 nodes" in text) is (count > shown)


def test_findings_stand_with_their_workload_or_at_the_end() -> None:
    plan = VERDICT_REPORT.plans[0]
    whole = plan.findings[0]._replace(code="DS999", object=None)
    lines = rendered("text", PlanReport((plan._replace(findings=(*plan.findings, whole)),))).splitlines()
    own = lines.index("  ! error [DS816] 6 of 28 nodes lose logging/agent (new.yaml:22)")
    assert lines[own + 1] == "    help: tolerate the taint, or allow it with --allow-removal"
    assert own < next(index for index, line in enumerate(lines) if line.startswith("  rollout by"))
    assert lines[lines.index("Findings") + 1].startswith("  ! error [DS999]")
