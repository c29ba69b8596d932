from __future__ import annotations

from dslint.plans import InventorySummary, Placement, Plan, PlanReport, State, WorkloadPlan
from dslint.report.plan import markdown
from tests.golden.plan_story import AGENT, ODD, REPORT


def text_of(report: PlanReport) -> str:
    return "\n".join(markdown.lines(report))


def test_the_marker_comes_first_so_that_a_bot_finds_its_comment() -> None:
    assert text_of(REPORT).startswith(markdown.MARKER)


def test_equal_plans_give_equal_text() -> None:
    assert text_of(REPORT) == text_of(PlanReport(REPORT.plans))


def test_names_from_a_manifest_are_not_markup() -> None:
    text = text_of(PlanReport((Plan("1.36", InventorySummary("", 1, 0), (WorkloadPlan(ODD),)),)))
    assert "<script>" not in text
    assert "&lt;script&gt;\\|\\`odd\\`" in text


def test_a_report_that_is_too_long_is_cut_between_lines_and_says_so() -> None:
    names = tuple(f"a-node-with-quite-a-long-name-{number:06}" for number in range(100))
    groups = tuple(Placement(State.EXCLUDED, names) for _ in range(30))
    workloads = tuple(WorkloadPlan(AGENT, placement=(group,)) for group in groups)
    text = text_of(PlanReport((Plan("1.36", InventorySummary("", 3000, 0), workloads),)))
    assert len(text) <= markdown.LIMIT
    assert text.endswith("writes the full report.*")
    assert text.count("<details>") == text.count("</details>")
