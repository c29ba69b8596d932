"""A plan for people at a prompt."""

from __future__ import annotations

import re

import pytest

from dslint.plans import InventorySummary, Placement, Plan, PlanReport, State, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.plan.formats import FormatOptions
from dslint.report.terminal import Terminal
from tests.golden.compare import agrees
from tests.golden.plan_story import AGENT, REPORT, untolerated
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


def test_what_is_removed_at_once_is_shown_first() -> None:
    lines = rendered("text").splitlines()
    assert "44 nodes lose their pods at once" in lines[2]


@pytest.mark.parametrize(("count", "shown"), [(12, 12), (13, 11)])
def test_more_than_twelve_groups_are_summed_up(count: int, shown: int) -> None:
    groups = tuple(Placement(State.EXCLUDED, (f"n{index}",), (untolerated(f"t{index}"),)) for index in range(count))
    plan = Plan("1.36", InventorySummary("", count, 0), (WorkloadPlan(AGENT, placement=groups),))
    text = rendered("text", PlanReport((plan,)))
    assert text.count("untolerated taint t") == shown
    assert ("2 more groups with 2 nodes" in text) is (count > shown)
