"""Every format, with one shared plan."""

from __future__ import annotations

import re

import pytest

from dslint.cli.reports import form_of
from dslint.plans import InventorySummary, Placement, Plan, PlanReport, State, WorkloadPlan
from dslint.report.escapes import harmless, visible
from dslint.report.lint import sarif
from dslint.report.plan.formats import FORMATS, FormatOptions
from dslint.report.terminal import Terminal
from tests.golden.compare import agrees
from tests.golden.plan_story import AGENT, REPORT, SEVERAL, untolerated

GOLDEN = {
    "text": "plan/text.txt",
    "json": "plan/report.json",
    "markdown": "plan/comment.md",
    "html": "plan/page.html",
    "junit": "plan/junit.xml",
    "github": "plan/github.txt",
    "sarif": "plan/report.sarif",
}

COLOUR = re.compile(r"\033\[[\d;]+m")


def rendered(
    name: str, report: PlanReport = REPORT, terminal: Terminal | None = None, options: FormatOptions | None = None
) -> str:
    """As it is written: no format is without what guards the output."""
    shown = terminal or Terminal(width=100)
    lines = FORMATS[name](report, shown, options or FormatOptions())
    return "".join(f"{harmless(line, form_of(name), coloured=shown.colour)}\n" for line in lines)


def test_every_format_has_a_golden_file() -> None:
    assert set(GOLDEN) == set(FORMATS)


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("name", GOLDEN)
def test_a_format_shows_the_plan_as_its_golden_file_does(
    name: str, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "__version__", "0.0.0")
    agrees(rendered(name), GOLDEN[name], accept=accept)


@pytest.mark.parametrize("name", ["text", "json"])
def test_versions_that_agree_are_shown_once(name: str, accept: bool) -> None:
    agrees(rendered(name, SEVERAL), f"plan/several-{name}.txt", accept=accept)


def test_a_narrow_terminal_breaks_lines_between_words(accept: bool) -> None:
    text = rendered("text", terminal=Terminal(width=60))
    agrees(text, "plan/text-60.txt", accept=accept)
    # The matrix of --explain keeps its columns, and headings and sums their one line.
    assert sum(len(line) > 60 for line in text.splitlines()) <= 13


def test_all_names_every_node(accept: bool) -> None:
    text = rendered("text", options=FormatOptions(everything=True))
    agrees(text, "plan/text-all.txt", accept=accept)
    names = [name for place in REPORT.plans[0].inventory.places for name in place.nodes]
    shown = [visible(name).replace("##[", r"\x23#[") for name in names]
    assert [name for name in shown if name not in text] == []


def test_colours_change_nothing_but_colours() -> None:
    coloured = rendered("text", terminal=Terminal(colour=True, width=100))
    assert coloured != rendered("text")
    assert COLOUR.sub("", coloured) == rendered("text")


def test_what_is_removed_at_once_is_the_first_line() -> None:
    lines = rendered("text").splitlines()
    assert "44 nodes lose their pods at once" in lines[2]


@pytest.mark.parametrize(("count", "shown"), [(12, 12), (13, 11)])
def test_more_than_twelve_groups_are_summed_up(count: int, shown: int) -> None:
    groups = tuple(Placement(State.EXCLUDED, (f"n{index}",), (untolerated(f"t{index}"),)) for index in range(count))
    plan = Plan("1.36", InventorySummary("", count, 0), (WorkloadPlan(AGENT, placement=groups),))
    text = rendered("text", PlanReport((plan,)))
    assert text.count("untolerated taint t") == shown
    assert ("2 more groups with 2 nodes" in text) is (count > shown)
