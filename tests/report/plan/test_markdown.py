from __future__ import annotations

from dslint.plans import InventorySummary, Level, Placement, Plan, PlanReport, State, Step, Verdict, WorkloadPlan
from dslint.report.markdown import LIMIT
from dslint.report.plan import markdown
from tests.golden.plan_story import AGENT, ODD, REPORT
from tests.golden.plan_verdict_story import REPORT as VERDICT_REPORT
from tests.report.plan.test_overhead import SPOT


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


def long(count: int = 30) -> PlanReport:
    """So many workloads, each with other nodes."""
    workloads = []
    for index in range(count):
        names = tuple(f"a-node-with-quite-a-long-name-{index}-{number:06}" for number in range(100))
        workloads.append(WorkloadPlan(AGENT, placement=(Placement(State.EXCLUDED, names),)))
    verdict = Verdict(Level.AT_RISK, "45 of 190 nodes lose logging/agent")
    return PlanReport((Plan("1.36", InventorySummary("", 3000, 0), tuple(workloads), verdict=verdict),))


def test_a_report_that_is_too_long_loses_names_before_anything_else_and_says_so() -> None:
    text = text_of(long())
    assert len(text) <= LIMIT
    assert "`dslint plan --format html` writes the full report.*" in text
    assert "Shortened to the size limit of a comment: " in text
    assert text.count("<details>") == text.count("</details>")
    assert text.count("#### DaemonSet logging/agent") == 30


def test_the_verdict_and_the_sums_come_first_for_any_size() -> None:
    first, _, second, *_ = text_of(long(400)).splitlines()[1:]
    assert first == "### ⚠️ AT RISK: 45 of 190 nodes lose logging/agent"
    assert second == "**400 workloads: running 0, not scheduled 40000**"


def test_what_is_said_of_the_whole_plan_stays_in_a_comment_that_is_too_long() -> None:
    (plan,) = VERDICT_REPORT.plans
    many = tuple(
        loses._replace(ref=loses.ref._replace(name=f"agent-{number}"), notes=(f"note {number} " * 60,))
        for loses in plan.workloads[1:2]
        for number in range(300)
    )
    text = text_of(PlanReport((plan._replace(workloads=many, overhead=(SPOT,)),)))
    assert len(text) <= LIMIT
    for words in ("What if: dead general-01", "Node agents request", "sections are left out"):
        assert words in text


def test_a_trace_that_is_too_long_is_left_out() -> None:
    steps = tuple(Step("kill", counts={"old ready terminating": number}) for number in range(1, 3000))
    workload = VERDICT_REPORT.plans[0].workloads[1]
    rollout = workload.rollout._replace(steps=steps)
    plan = VERDICT_REPORT.plans[0]._replace(workloads=(workload._replace(rollout=rollout),))
    text = text_of(PlanReport((plan,)))
    assert len(text) <= LIMIT
    assert "```" not in text
    assert "1 folded part is left out" in text
    assert text.count("<details>") == text.count("</details>")


def test_a_what_if_explanations_and_the_trace_stand_in_the_comment() -> None:
    text = text_of(VERDICT_REPORT)
    for words in (
        "What if: dead general-01",
        "the rollout is now blocked",
        "general-20, check by check",
        "after kill: 6 new",
    ):
        assert words in text


def test_findings_have_their_code_and_line() -> None:
    found = "> ❌ error \\[DS816\\] 6 of 28 nodes lose logging/agent (new.yaml:22)<br>help: tolerate the taint"
    assert found in text_of(VERDICT_REPORT)
    whole = VERDICT_REPORT.plans[0]._replace(findings=(VERDICT_REPORT.plans[0].findings[0]._replace(object=None),))
    assert found.replace("> ", "- ") in text_of(PlanReport((whole,)))
