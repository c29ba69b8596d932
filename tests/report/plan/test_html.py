"""The page of a plan."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dslint.plans import (
    Bounds,
    Budget,
    Decider,
    InventorySummary,
    NodePlace,
    NodesByChange,
    Placement,
    Plan,
    PlanReport,
    Reason,
    Rollout,
    SourceLine,
    State,
    WorkloadPlan,
)
from dslint.report.plan import html
from tests.golden.plan_story import AGENT, REPORT
from tests.golden.plan_verdict_story import REPORT as VERDICT_REPORT

VOID = {"meta", "rect", "circle", "path"}


class Balanced(HTMLParser):
    """Every tag that opens closes in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def page_of(report: PlanReport) -> str:
    return "\n".join(html.lines(report))


def fleet(count: int) -> PlanReport:
    names = tuple(f"node-of-the-fleet-{number:05}" for number in range(count))
    zones = tuple(NodePlace("cpu", f"zone-{index}", names[index::4]) for index in range(4))
    reason = Reason("UntoleratedTaint", Decider.DAEMONSET_CONTROLLER, "untolerated taint gpu:NoSchedule")
    half = count // 2
    groups = (Placement(State.BOUND, names[:half]), Placement(State.EXCLUDED, names[half:], (reason,)))
    rollout = Rollout(
        "RollingUpdate", True, Budget(1, 0, half, 1, 0), half, 0, 0, 0, None, Bounds(half, half), (1,) * half,
        nodes=NodesByChange(),
    )  # fmt: skip
    workload = WorkloadPlan(AGENT, desired=half, bound=half, placement=groups, rollout=rollout)
    return PlanReport((Plan("1.36", InventorySummary("fleet", count, 0, places=zones), (workload,)),))


def test_the_page_is_whole_and_names_from_a_manifest_are_not_markup() -> None:
    parser = Balanced()
    text = page_of(REPORT)
    parser.feed(text)
    parser.feed(page_of(VERDICT_REPORT))
    assert parser.open == []
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = page_of(REPORT)
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert re.findall(r"(?:src|href)=\"(?!#)", text) == []
    assert "http://" not in text
    assert "https://" not in text


@pytest.mark.parametrize("count", [300, 10_000, 15_000])
def test_a_large_fleet_stays_a_small_page(count: int) -> None:
    text = page_of(fleet(count))
    assert len(text.encode()) < 700_000
    assert text.count("<path") < 100


def test_every_node_up_to_ten_thousand_is_a_square() -> None:
    text = page_of(fleet(10_000))
    squares = sum(path.count("z") for path in re.findall(r'<path class="(?:runs|never-ran)" d="([^"]*)"', text))
    assert squares == 10_000 + 2 + 2  # two keys for the counts, two for the reasons


def test_the_name_of_a_file_can_neither_turn_the_text_nor_control_a_terminal() -> None:
    reason = Reason("UntoleratedTaint", Decider.SCHEDULER, "untolerated", source=SourceLine("a\u202e&\x83.yaml", 3))
    workload = REPORT.plans[0].workloads[0]
    workload = workload._replace(placement=(Placement(State.REMOVED, ("n1",), (reason,)),))
    text = page_of(PlanReport((REPORT.plans[0]._replace(workloads=(workload,)),)))
    assert text.count("<code>a\\u202e&amp;\\x83.yaml:3</code>") == 1


def test_the_verdict_is_on_top_and_again_at_the_end_with_the_sums() -> None:
    text = page_of(VERDICT_REPORT)
    main = text.partition("<main>")[2]
    assert main.index('class="verdict at-risk"') < main.index("<h2>")
    assert "AT RISK: 6 of 28 nodes lose logging/agent; 1 of 3 expectations failed" in main[main.rindex("<p><b>") :]


def test_a_what_if_explanations_and_the_trace_stand_on_the_page() -> None:
    text = page_of(VERDICT_REPORT)
    for words in (
        "What if: dead general-01",
        "the rollout is now blocked",
        "general-20, check by check",
        "after kill: 6 new",
    ):
        assert words in text


def test_every_link_of_the_map_has_its_target() -> None:
    text = page_of(VERDICT_REPORT)
    targets = set(re.findall(r'id="(w[^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= targets
